import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'

const root = fileURLToPath(new URL('../../', import.meta.url))
const kit = (name: string) => join(root, 'node_modules', name, 'dist')
const VIEWS = join(root, 'views')
const FOLDERS = [VIEWS, kit('nhsuk-frontend'), kit('nhsapp-frontend')]
const SHEETS = ['nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css', 'nhsapp-frontend/dist/nhsapp.css']

/**
 * What the kits' templates could show and no page of ours asks for; take a line away to use what it names. The first is
 * the mark that the kit's own script runs, which we do not serve.
 */
const NOT_USED = [
  /^nhsuk-frontend-supported$/,
  /^nhsuk-header__(search|organisation|.*organisation)/,
  /^nhsuk-header.*--(inline|justified|organisation|white)/,
  /^nhsuk-(input-wrapper|input__|input--(code|large|width-(?!2$|4|10|20))|scroll)/,
  /^nhsuk-card--(care--emergency|care--urgent|clickable|feature|primary|secondary)/,
  /^nhsuk-(button|icon|table).*--(brand|compact|icon|search|secondary-solid|small|striped|warning)/,
  /^nhsuk-pagination.*(__item|numbered)/,
  /^nhsuk-(back-link|table).*--reverse/,
  /__conditional|--(conditional|inline)$/,
]

/** What `public/portal.css` does not print, so that how the kits print it is not needed. */
const NOT_PRINTED = /nhsuk-(back-link|button|footer|header|pagination|skip-link|\w+(-\w+)?__actions)/

/** The words of every page, and of each of the kits' templates that a page uses: whatever may be a class or an element. */
function wordsOfPages(): { all: Set<string>; ours: Set<string> } {
  const texts = new Map<string, string>()
  const read = (name: string, from: string) => {
    const folders = name.startsWith('.') ? [dirname(from)] : FOLDERS
    const path = folders.map(folder => join(folder, name)).find(each => existsSync(each))
    if (!path) throw new Error(`${from} uses ${name}, which is not there`)
    if (texts.has(path)) return
    const text = readFileSync(path, 'utf8').replaceAll(/\{#[\s\S]*?#\}/g, '')
    texts.set(path, text)
    for (const [, used] of text.matchAll(/\{%-?\s*(?:from|extends|include|import)\s+"([^"]+)"/g))
      read(used ?? '', path)
  }
  for (const name of readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.njk')) read(name, VIEWS)
  for (const name of ['portal.js', 'time-limit.js'])
    texts.set(join(VIEWS, name), readFileSync(join(root, 'public', name), 'utf8'))
  const words = (paths: Iterable<string>) =>
    new Set([...paths].flatMap(path => texts.get(path)?.match(/[A-Za-z0-9][\w-]*/g) ?? []))
  return { all: words(texts.keys()), ours: words([...texts.keys()].filter(path => path.startsWith(VIEWS))) }
}

/**
 * What our pages use of the two kits' stylesheets, as `public/nhs.css` keeps it. A class put together in a template, such as `nhsapp-tag--` and a colour, is kept when both its parts are there and the
 * second is a word of ours.
 */
export async function nhsCss(): Promise<string> {
  const sheets = wholeSheets()
  const { all, ours } = wordsOfPages()
  const beginnings = [...all].filter(word => word.endsWith('-'))
  const classes = new Set(sheets.join('').match(/(?<=\.)[a-zA-Z][\w-]*/g))
  const composed = [...classes].filter(name => {
    const [block = '', variant = ''] = name.split(/--(?=[^-]+$)/)
    return (
      (all.has(block) && ours.has(variant)) ||
      beginnings.some(beginning => name.startsWith(beginning) && ours.has(name.slice(beginning.length)))
    )
  })
  const purged = await new PurgeCSS().purge({
    content: [{ raw: [...all, ...composed].join(' '), extension: 'words' }],
    css: sheets.map(raw => ({ raw })),
    defaultExtractor: words => words.split(' '),
    blocklist: NOT_USED,
    keyframes: true,
    variables: true,
  })
  return `${purged.map(({ css }) => tidied(css)).join('\n')}\n`
}

/**
 * The kits' selectors that `public/nhs.css` lacks, without what a page cannot be asked for, such as `:hover`: none may
 * match anything on a page of ours.
 */
export function leftOut(): string[] {
  const kept = selectorsOf(readFileSync(join(root, 'public/nhs.css'), 'utf8'))
  const all = wholeSheets().flatMap(sheet => [...selectorsOf(sheet)])
  const missing = all.filter(
    each => !kept.has(each) && !/^:root$|\.nhsuk-frontend-supported|:-|\\/.test(each),
  )
  const states =
    /:not\(:[\w-]+\)|:(:?(before|after|placeholder)|hover|focus|active|visited|checked|disabled|focus-within)(?![-\w])/g
  return [...new Set(missing.map(each => each.replaceAll(states, '')))]
}

function selectorsOf(css: string): Set<string> {
  const found = new Set<string>()
  withoutUnprinted(postcss.parse(css)).walkRules(({ selectors }) => {
    for (const each of selectors) found.add(each)
  })
  return found
}

function withoutUnprinted(sheet: postcss.Root): postcss.Root {
  sheet.walkAtRules('media', media => {
    if (!media.params.startsWith('print')) return
    media.walkRules(rule => {
      if (rule.selectors.every(each => NOT_PRINTED.test(each))) rule.remove()
    })
    media.walkAtRules(inner => {
      if (inner.nodes?.length === 0) inner.remove()
    })
    if (media.nodes?.length === 0) media.remove()
  })
  return sheet
}

function wholeSheets(): string[] {
  return SHEETS.map(name => readFileSync(join(root, 'node_modules', name), 'utf8'))
}

/** One rule a line, so that a change can be read; nothing that a browser does not need. */
function tidied(css: string): string {
  const sheet = withoutUnprinted(postcss.parse(css))
  sheet.walkComments(comment => {
    comment.remove()
  })
  sheet.walkRules(rule => {
    if (rule.nodes.length === 0) rule.remove()
  })
  // The NHS font never holds up a text nor moves it: `.app-nhs-font` asks for it where it has been fetched already.
  sheet.walkDecls('font-display', declaration => {
    declaration.value = 'optional'
  })
  sheet.walkDecls('font-family', declaration => {
    declaration.value = declaration.value.replace('Frutiger W01,', '')
  })
  sheet.walkAtRules('charset', rule => {
    rule.remove()
  })
  return sheet.nodes.map(node => node.toString().replaceAll(/\n\s*/g, '')).join('\n')
}
