import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Bug, bugs } from './planted-bugs.ts'
import { round } from './round.ts'
import { staffBugs } from './team/planted-bugs.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
/** Most bugs are caught in one round; the hardest was caught in four of five rounds. */
const MAX_ROUNDS = 6

/** A copy of the portal with the bug in it; returns its folder. */
function plant(t: TestContext, { replacements }: Pick<Bug, 'replacements'>): string {
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

const plan = { operations: 600, patients: 8, population: 16, faultEvery: 200, colleagues: 0 }
const staffPlan = { ...plan, colleagues: 4, patients: 6 }

for (const bug of bugs) test(`the checker catches: ${bug.name}`, t => catches(t, [bug], plan))

// A round takes long to start, so several are planted at once.
for (const together of staffBugs)
  test(`the checker catches what staff meet: ${together.map(({ name }) => name).join('; ')}`, t =>
    catches(t, together, staffPlan))

async function catches(t: TestContext, planted: readonly Bug[], of: typeof plan) {
  const root = plant(t, { replacements: planted.flatMap(({ replacements }) => replacements) })
  const caught = new Set<string>()
  const missing = () => planted.flatMap(({ caughtAs }) => caughtAs).filter(kind => !caught.has(kind))
  for (let seed = 1; seed <= MAX_ROUNDS && missing().length > 0; seed++) {
    const { violations } = await round({ ...of, seed, root, until: missing() })
    for (const kind of violations.counts.keys()) caught.add(kind)
  }
  assert.deepEqual(missing(), [], `caught as: ${[...caught].join(', ') || 'nothing'}`)
}

test('a copy without a bug has no violations', async t => {
  const { violations } = await round({ ...staffPlan, seed: 1, root: plant(t, { replacements: [] }) })
  assert.deepEqual(violations.first, [])
})
