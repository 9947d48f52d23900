import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Bug, bugs } from './planted-bugs.ts'
import { round } from './round.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Most bugs are caught in one round; the hardest was caught in four of five rounds. */
const MAX_ROUNDS = 6

/** A copy of the portal with the bug in it; returns its folder. */
function planted(t: TestContext, { replacements }: Pick<Bug, 'replacements'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'portal-planted-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const part of ['src', 'migrations', 'package.json'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true })
  for (const part of ['views', 'public', 'node_modules']) symlinkSync(join(ROOT, part), join(folder, part))
  for (const { file, from, to } of replacements) {
    const text = readFileSync(join(folder, file), 'utf8')
    assert.equal(text.split(from).length, 2, `once in ${file}: ${from}`)
    writeFileSync(
      join(folder, file),
      text.replace(from, () => to),
    )
  }
  return folder
}

const plan = { operations: 600, patients: 8, population: 16, faultEvery: 200 }

for (const bug of bugs)
  test(`the checker catches: ${bug.name}`, async t => {
    const root = planted(t, bug)
    const caught = new Set<string>()
    for (let seed = 1; seed <= MAX_ROUNDS && !caught.has(bug.caughtAs); seed++) {
      const { violations } = await round({ ...plan, seed, root, until: bug.caughtAs })
      for (const kind of violations.counts.keys()) caught.add(kind)
    }
    assert.ok(caught.has(bug.caughtAs), `caught as: ${[...caught].join(', ') || 'nothing'}`)
  })

test('a copy without a bug has no violations', async t => {
  const { violations } = await round({ ...plan, seed: 1, root: planted(t, { replacements: [] }) })
  assert.deepEqual(violations.first, [])
})
