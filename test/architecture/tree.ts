import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The files of the project, and which room each is in: what keeps the portal small enough to hold in one's head. */

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => ending.test(name))
    .map(name => `${folder}/${name}`)
    .sort()
export const textOf = (file: string) => readFileSync(join(root, file), 'utf8')
export const code = (file: string) => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')

export const sources = filesIn('src', /\.ts$/)
export const templates = filesIn('views', /\.njk$/)

/** The folder of `src` a file is in; empty for those directly in it. */
export const area = (file: string) => (file.split('/').length > 2 ? (file.split('/')[1] ?? '') : '')
/** The feature a file belongs to; undefined for the files directly in `features`. */
export const feature = (file: string) =>
  area(file) === 'features' && file.split('/').length > 3 ? file.split('/')[2] : undefined

export const isDoor = (file: string) => feature(file) !== undefined && basename(file, '.ts') === feature(file)
/** What only the demonstration loads: a feature's states and its demonstration data. */
export const isForDemonstration = (file: string) =>
  /^src\/features\/[^/]+\/(states|demonstration)(\.ts|\/)/.test(file)

/** Those among these files whose code, not its comments, holds the pattern. */
export function filesWith(
  pattern: RegExp,
  among: readonly string[],
  allowed: (file: string) => boolean,
): string[] {
  return among.filter(file => !allowed(file) && pattern.test(code(file)))
}
