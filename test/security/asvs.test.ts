import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { ASVS_LINES } from './asvs-lines.ts'

/** docs/security.md says what is met and which test shows it: this holds it to that. */

const page = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, line = '', , what = '', state = '', shown = '']) => ({ line, what, state, shown }),
)

const headings = new Set(
  [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  ),
)

interface Citation {
  file: string
  name: string
}

const citationsIn = (shown: string): Citation[] =>
  [...shown.matchAll(/`([\w/-]+)` “([^”]+)”/g)].map(([, file = '', name = '']) => ({ file, name }))

/** Why a citation is worth nothing, if so. */
function wrongWith({ file, name }: Citation, source = sourceOf(file)): string | undefined {
  if (source === undefined) return `there is no test/${file}.test.ts`
  const at = source.indexOf(name)
  if (at < 0) return `test/${file}.test.ts has no test “${name}”`
  const around =
    source.slice(Math.max(0, at - 12), at) + source.slice(at + name.length, at + name.length + 20)
  return /\b(skip|todo|only)\b/.test(around) ? `“${name}” is skipped` : undefined
}

/** As names are written on the page: … stands for what varies. */
function sourceOf(file: string): string | undefined {
  const path = new URL(`../${file}.test.ts`, import.meta.url)
  if (!existsSync(path)) return undefined
  return readFileSync(path, 'utf8')
    .replaceAll(/\$\{[^}]*\}/g, '…')
    .replaceAll("\\'", "'")
}

test('every line of level 1 and 2 is on the page, once, and in its order', () => {
  assert.equal(ASVS_LINES.length, 253)
  assert.deepEqual(
    rows.map(({ line }) => line),
    ASVS_LINES,
  )
  assert.equal([...page.matchAll(/^\| \d+\.\d+\.\d+ /gm)].length, rows.length)
})

test('what is met is shown by a test that is there and runs, or by a section of the page', () => {
  const wrong = rows.flatMap(({ line, shown, state }) => {
    if (state !== 'met') return []
    const citations = citationsIn(shown)
    const section = /^\[above\]\(#([\w-]+)\)/.exec(shown)?.[1]
    if (section && !headings.has(section)) return [`${line}: no section ${section}`]
    if (!section && citations.length === 0) return [`${line}: nothing shows it`]
    // Whatever is not a citation or a section would be a promise.
    const rest = shown.replaceAll(/`[\w/-]+` “[^”]+”|\[above\]\(#[\w-]+\)|; /g, '').trim()
    return [...citations.flatMap(each => wrongWith(each) ?? []), ...(rest ? [`a promise: ${rest}`] : [])].map(
      fault => `${line}: ${fault}`,
    )
  })
  assert.deepEqual(wrong, [])
})

test('what is not met, or does not apply, says why', () => {
  for (const { line, shown, state } of rows)
    if (state !== 'met') {
      assert.match(state, /^not (met|applicable)$/, line)
      assert.ok(shown.length >= 5, line)
    }
})

test('the page counts its lines as they are', () => {
  const count = (wanted: string) => rows.filter(({ state }) => state === wanted).length
  const counted = `${rows.length} lines: ${count('met')} met, ${count('not met')} not met, ${count('not applicable')} not applicable.`
  assert.ok(page.includes(counted), `it should say: ${counted}`)
})

test('a citation of what is not there, or is skipped, is noticed', () => {
  assert.match(wrongWith({ file: 'security/none', name: 'x' }) ?? '', /no test\/security/)
  assert.match(wrongWith({ file: 'views', name: 'no such test' }) ?? '', /has no test/)
  assert.match(wrongWith({ file: 'x', name: 'a b' }, "test.skip('a b', () => {})") ?? '', /skipped/)
  assert.match(wrongWith({ file: 'x', name: 'a b' }, "test('a b', { skip }, () => {})") ?? '', /skipped/)
  assert.equal(wrongWith({ file: 'x', name: 'a b' }, "test('a b', () => {})"), undefined)
})
