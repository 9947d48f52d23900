import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'

/** No text, however long or odd, keeps a pattern of ours busy. */

const folder = fileURLToPath(new URL('../../src/', import.meta.url))
const LITERAL =
  /(?<=[=(,:!&|?;[{}\s])\/(?![*/ ])((?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([dgimsuvy]*)(?=[\s,.;:)\]}])/g
const LENGTH = 100_000
/** Milliseconds. A pattern that reads a text once needs a few; one that reads it again from each letter, thousands. */
const TOO_LONG = 1000

const patterns = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .flatMap(file => {
    const code = readFileSync(folder + file, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    return [...code.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ file, source, flags }))
  })

/** Long texts made to nearly fit: of the letters the pattern names, of pairs of them, and with an end that does not fit. */
function* textsFor(source: string): Generator<string> {
  const plain = source.replaceAll(/\\[bBdDwWsSpP]|[\\()[\]{}^$*+?|]/g, '')
  const letters = [...new Set([...plain.slice(0, 12), ...' \n\ta0-/="<&'])]
  const pieces = [
    ...letters,
    ...letters.slice(0, 6).flatMap(one => letters.slice(0, 6).map(two => one + two)),
    plain,
  ]
  for (const piece of pieces.filter(Boolean))
    for (const [before, after] of [
      ['', '!'],
      [plain.slice(0, 1), '\0'],
      ['x', 'x'],
    ])
      yield before + piece.repeat(LENGTH / piece.length) + after
}

function isLinear(source: string, flags: string): boolean {
  const context = createContext({ pattern: new RegExp(source, flags.replace('y', '')), text: '' })
  for (const text of textsFor(source)) {
    context.text = text
    try {
      runInContext('text.replace(pattern, "")', context, { timeout: TOO_LONG })
    } catch {
      return false
    }
  }
  return true
}

test('every pattern in the code is found', () => {
  assert.ok(patterns.length > 25, String(patterns.length))
})

for (const { file, source, flags } of patterns)
  test(`${file}: /${source}/${flags} reads 100 kB at one go`, () => assert.ok(isLinear(source, flags)))

test('a pattern that would be kept busy is noticed', () => {
  assert.equal(isLinear('(a+)+$', ''), false)
  assert.equal(isLinear('\\s+$', ''), false)
  assert.equal(isLinear('^\\s+', ''), true)
})
