import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
const kit = (name: string) => join(root, 'node_modules', name, 'dist')
const VIEWS = join(root, 'views')
const FOLDERS = [VIEWS, kit('nhsuk-frontend'), kit('nhsapp-frontend')]

/** Each has a layout and a stylesheet of its own, so that a patient's phone does not fetch what only staff see. */
export const AUDIENCES = ['patients', 'staff'] as const
export type Audience = (typeof AUDIENCES)[number]
const LAYOUTS: Record<Audience, string> = { patients: 'layouts/portal.njk', staff: 'layouts/staff.njk' }

/** The scripts that make markup. */
const SCRIPTS = ['portal.js', 'time-limit.js']

/** Whose page a template is, such as `appointments/view-appointment.njk`: by the layout that it extends at last. */
export function audienceOf(template: string): Audience {
  const [, layout] = /\{% extends "([^"]+)"/.exec(textOf(join(VIEWS, template))) ?? []
  if (!layout) throw new Error(`${template} has no layout of ours`)
  return AUDIENCES.find(each => LAYOUTS[each] === layout) ?? audienceOf(layout)
}

/** The templates of all pages that these people see. */
function pagesOf(audience: Audience): string[] {
  return readdirSync(VIEWS, { recursive: true, encoding: 'utf8' }).filter(
    name => name.endsWith('.njk') && !/^(layouts|components)\//.test(name) && audienceOf(name) === audience,
  )
}

/** The text of each template of their pages and of whatever it uses, by path, and of the scripts. */
function textsOf(audience: Audience): Map<string, string> {
  const texts = new Map<string, string>()
  const read = (name: string, from: string) => {
    const folders = name.startsWith('.') ? [dirname(from)] : FOLDERS
    const path = folders.map(folder => join(folder, name)).find(each => existsSync(each))
    if (!path) throw new Error(`${from} uses ${name}, which is not there`)
    if (texts.has(path)) return
    const text = textOf(path)
    texts.set(path, text)
    for (const [, used] of text.matchAll(/\{%-?\s*(?:from|extends|include|import)\s+"([^"]+)"/g))
      read(used ?? '', path)
  }
  for (const name of pagesOf(audience)) read(name, VIEWS)
  for (const name of SCRIPTS) texts.set(join(VIEWS, name), readFileSync(join(root, 'public', name), 'utf8'))
  return texts
}

/** Whatever may be a class or an element in those texts, and apart from them what stands in our own. */
export function wordsOf(audience: Audience): { all: Set<string>; ours: Set<string> } {
  const texts = textsOf(audience)
  const words = (paths: Iterable<string>) =>
    new Set([...paths].flatMap(path => texts.get(path)?.match(/[A-Za-z0-9][\w-]*/g) ?? []))
  return { all: words(texts.keys()), ours: words([...texts.keys()].filter(path => path.startsWith(VIEWS))) }
}

function textOf(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\{#[\s\S]*?#\}/g, '')
}
