import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { addedLines, Copy, stepsOf } from './guide.ts'

/** The guides are true: what they say is made in a copy of the project, and passes there. */

const copies: Copy[] = []
after(() => {
  for (const copy of copies) copy.remove()
})

/** The checks of the project, and the tests that go through every page, of the new pages alone. */
function check(guide: string, tests: string[], pages: RegExp): void {
  const copy = new Copy(stepsOf(guide))
  copies.push(copy)
  copy.run('tsc', '-p', '.')
  copy.run('biome', 'check', '.')
  copy.run('node', '--test', '--test-update-snapshots', 'test/database/t-sql.test.ts')
  copy.run('node', '--test', 'test/architecture/*.test.ts', 'test/database/t-sql.test.ts', ...tests)
  const everyPage = [
    'test/web/audited-views.test.ts',
    'test/web/reading.test.ts',
    'test/security/access.test.ts',
    'test/security/not-yours.test.ts',
  ]
  const ofThese = `--test-name-pattern=${pages}`
  copy.run('node', '--test', ofThese, ...everyPage, 'test/accessibility/states.test.ts')
}

test('a page is added by its guide, in at most 6 files and 120 lines', () => {
  const steps = stepsOf('docs/add-a-page.md')
  assert.ok(new Set(steps.map(({ file }) => file)).size <= 6)
  assert.ok(steps.map(addedLines).reduce((sum, lines) => sum + lines) <= 120)
  check('docs/add-a-page.md', ['test/features/appointments/view/*.test.ts'], /getting-there/)
})

test('a feature is added by its guide, in its own folders and the list, the services, the words for the audit log and a migration', () => {
  const steps = stepsOf('docs/add-a-feature.md')
  const elsewhere = steps
    .map(({ file }) => file)
    .filter(file => !/^(src\/features|views|test\/features)\/questions\//.test(file))
  assert.deepEqual(elsewhere.toSorted(), [
    'migrations/9001-questions.ts',
    'src/features.ts',
    'src/services.ts',
    'src/shared/audit-actions.ts',
  ])
  const tests = ['test/features/questions/*.test.ts', 'test/features.test.ts', 'test/jobs.test.ts']
  check('docs/add-a-feature.md', tests, /questions/)
})
