import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import postcss from 'postcss'
import { PurgeCSS } from 'purgecss'
import { type Audience, wordsOf } from './pages-of.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** In `public`, by whose pages they are for. */
export const NHS_SHEETS: Record<Audience, string> = { patients: 'nhs.css', staff: 'nhs-staff.css' }
const SHEETS = ['nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css', 'nhsapp-frontend/dist/nhsapp.css']

/**
 * What the kits' templates could show and no page of ours asks for; take a line away to use what it names. The test of all
 * states finds what is missing (test/accessibility/states.test.ts). The first is the mark that the kit's own script sets,
 * which we do not serve.
 */
const NOT_USED = [
  /\.nhsuk-frontend-supported|frontend-not-supported/,
  /\.nhsuk-header__(search|organisation|.*organisation)/,
  /\.nhsuk-header.*--(inline|justified|organisation|white)/,
  /\.nhsuk-header__service-name\[href/,
  /\.nhsuk-(input__prefix|input--(code|large|width-(?!2$|4|5|10|20))|scroll)/,
  /\.nhsuk-input\[type=/,
  /\.nhsuk-card(--(care--emergency|clickable|feature|primary|secondary|warning)|__(action|img))/,
  /\.nhsuk-(button|icon|table).*--(brand|compact|icon|search|secondary-solid|small|striped|warning)/,
  /\.nhsuk-button(__content|.*\.nhsuk-icon)|(?<!^a|pagination__link):[\w-]+ \.nhsuk-icon/,
  /\.nhsuk-icon--(size|tick|user)|button\.nhsuk-link/,
  /\.nhsuk-pagination.*(__item|__page|numbered)/,
  /\.nhsuk-(back-link|table).*--reverse/,
  /\.nhsuk-(radios--small|checkboxes--small .*(__divider|__hint))/,
  /\.nhsuk-(list--(number|tick)|main-wrapper--|summary-list(--no-|__row--no-border|__actions-list))/,
  /\.nhsuk-fieldset__legend--xl|-caption|--secondary \.nhsapp|\.nhsapp-card--secondary|__content--secondary/,
  /__conditional|--(conditional|inline)\b|(^| )(address|code|var)$/,
]

/** The same for the pages of some people only. */
const NOT_USED_BY: Record<Audience, RegExp[]> = {
  patients: [/\.nhsuk-checkboxes--small|\.nhsuk-panel (\.nhsuk-link|\[)|\.nhsuk-input--width-10/],
  staff: [
    /\.nhsuk-(input-wrapper|input__|input--width-5|card--care--urgent)|\.nhsuk-button--reverse|\.nhsuk-link\b(?!--)|\.nhsuk-tag--yellow|__cell--numeric|__header--numeric/,
  ],
}

/** What `public/portal.css` does not print, so that how the kits print it is not needed. */
const NOT_PRINTED = /nhsuk-(back-link|button|footer|header|pagination|skip-link|\w+(-\w+)?__actions)/

/**
 * What the pages of patients, or of staff, use of the two kits' stylesheets. A class put together in a template, such as
 * `nhsapp-tag--` and a colour, is kept when both its parts are there and the second is a word of ours.
 */
export async function nhsCss(audience: Audience): Promise<string> {
  const sheets = wholeSheets()
  const { all, ours } = wordsOf(audience)
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
    keyframes: true,
    variables: true,
  })
  const notUsed = [...NOT_USED, ...NOT_USED_BY[audience]]
  return `${purged.map(({ css }) => tidied(css, notUsed)).join('\n')}\n`
}

/** The kits' classes that a page of these people names and that are taken for not used. */
export function namedThough(audience: Audience): string[] {
  const { ours } = wordsOf(audience)
  const classes = new Set(
    wholeSheets()
      .join('')
      .match(/(?<=\.)nhs[\w-]+/g),
  )
  const notUsed = [...NOT_USED, ...NOT_USED_BY[audience]]
  return [...classes].filter(each => ours.has(each) && notUsed.some(pattern => pattern.test(`.${each}`)))
}

/**
 * The kits' selectors that the stylesheet of these pages lacks, without what a page cannot be asked for, such as `:hover`:
 * none may match anything on such a page.
 */
export function leftOut(audience: Audience): string[] {
  const kept = selectorsOf(readFileSync(join(root, 'public', NHS_SHEETS[audience]), 'utf8'))
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
function tidied(css: string, notUsed: readonly RegExp[]): string {
  const sheet = withoutUnprinted(postcss.parse(css))
  sheet.walkRules(rule => {
    const used = rule.selectors.filter(each => !notUsed.some(pattern => pattern.test(withoutNot(each))))
    if (used.length > 0) rule.selectors = used
    else rule.remove()
  })
  sheet.walkAtRules(rule => {
    if (rule.nodes?.length === 0) rule.remove()
  })
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

/** `:not(.nhsuk-button--small)` matches all the buttons that we have. */
function withoutNot(selector: string): string {
  return selector.replaceAll(/:not\([^()]*\)/g, '')
}
