import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { anchorsOf } from '../support/markdown.ts'
import { ASVS_LINES } from './asvs-lines.ts'

/**
 * docs/security.md names where each requirement is met and the tests that show it; docs/asvs.md goes through the standard
 * and points to those requirements. This holds both pages to it.
 */

const docs = new URL('../../docs/', import.meta.url)
const security = readFileSync(new URL('security.md', docs), 'utf8')
const asvs = readFileSync(new URL('asvs.md', docs), 'utf8')

const requirements = [...security.matchAll(/^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, id = '', , where = '', shown = '']) => ({ id, where, shown }),
)

/** A row of one line, or of several that do not apply for the same reason. */
const rows = [
  ...asvs.matchAll(
    /^\| (\d+\.\d+\.\d+)(?: to (\d+\.\d+\.\d+))? \| (1|2|1 and 2) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
  ),
].map(([, line = '', to = line, , , state = '', shown = '']) => ({ line, to, state, shown }))

function linesOf({ line, to }: { line: string; to: string }): string[] {
  return ASVS_LINES.slice(ASVS_LINES.indexOf(line), ASVS_LINES.indexOf(to) + 1)
}

interface Citation {
  file: string
  name: string
}

/** Each test file, and the names of tests that follow it. */
const citationsIn = (shown: string): Citation[] =>
  [...shown.matchAll(/`([\w/-]+)`((?:,? “[^”]+”)+)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
  )

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
  assert.deepEqual(rows.flatMap(linesOf), ASVS_LINES)
  assert.equal([...asvs.matchAll(/^\| \d+\.\d+\.\d+ /gm)].length, rows.length)
  const several = rows.filter(({ line, to, state }) => line !== to && state !== 'not applicable')
  assert.deepEqual(several, [])
})

test('every requirement names files that are there, and tests that are there and run', () => {
  assert.ok(requirements.length > 70)
  assert.equal(new Set(requirements.map(({ id }) => id)).size, requirements.length)
  assert.equal([...security.matchAll(/^\| `/gm)].length, requirements.length)
  const wrong = requirements.flatMap(({ id, where, shown }) => {
    const citations = citationsIn(shown)
    const files = where.split(', ').map(file => /^`([\w./-]+)`$/.exec(file)?.[1] ?? 'not a file')
    // Whatever is not a citation would be a promise.
    const rest = shown.replaceAll(/`[\w/-]+`(,? “[^”]+”)+|; /g, '').trim()
    return [
      ...files.filter(file => !existsSync(new URL(`../${file}`, docs))).map(file => `no ${file}`),
      ...citations.flatMap(each => wrongWith(each) ?? []),
      ...(citations.length === 0 ? ['nothing shows it'] : []),
      ...(rest ? [`a promise: ${rest}`] : []),
    ].map(fault => `${id}: ${fault}`)
  })
  assert.deepEqual(wrong, [])
})

test('what is met is shown by requirements, or by a section that writes the rule down', () => {
  const ids = new Set(requirements.map(({ id }) => id))
  const sections = anchorsOf(security)
  const isThere = (shown: string) => {
    const section = /^\[[\w ]+\]\(security\.md#([\w-]+)\)$/.exec(shown)?.[1]
    return section ? sections.has(section) : ids.has(/^`([\w-]+)`$/.exec(shown)?.[1] ?? '')
  }
  const wrong = rows
    .filter(({ state }) => state === 'met')
    .flatMap(({ line, shown }) =>
      shown
        .split(', ')
        .filter(each => !isThere(each))
        .map(each => `${line}: ${each}`),
    )
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
  const count = (wanted: string) => rows.filter(({ state }) => state === wanted).flatMap(linesOf).length
  const counted = `${ASVS_LINES.length} lines: ${count('met')} met, ${count('not met')} not met, ${count('not applicable')} not applicable.`
  assert.ok(asvs.includes(counted), `it should say: ${counted}`)
})

test('a citation of what is not there, or is skipped, is noticed', () => {
  assert.match(wrongWith({ file: 'security/none', name: 'x' }) ?? '', /no test\/security/)
  assert.match(wrongWith({ file: 'web/views', name: 'no such test' }) ?? '', /has no test/)
  assert.match(wrongWith({ file: 'x', name: 'a b' }, "test.skip('a b', () => {})") ?? '', /skipped/)
  assert.match(wrongWith({ file: 'x', name: 'a b' }, "test('a b', { skip }, () => {})") ?? '', /skipped/)
  assert.equal(wrongWith({ file: 'x', name: 'a b' }, "test('a b', () => {})"), undefined)
})
