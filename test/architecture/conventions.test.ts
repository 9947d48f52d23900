import assert from 'node:assert/strict'
import { test } from 'node:test'
import { area, filesIn, filesWith, isForDemonstration, sources, textOf } from './tree.ts'

/** What code may do where. */

test('only config reads the environment', () => {
  assert.deepEqual(
    filesWith(/process\.env/, sources, file => area(file) === 'config'),
    [],
  )
})

test('only stores, the database and the demonstration name tables', () => {
  const migrations = filesIn('migrations', /\.ts$/).map(textOf).join('\n')
  const tables = [...migrations.matchAll(/createTable\('(\w+)'/g)].map(([, name]) => name)
  assert.ok(tables.length > 10)
  const named = new RegExp(
    `(database|transaction|db)\\('(${tables.join('|')})'|\\.(join|leftJoin|from)\\('(${tables.join('|')})'`,
  )
  const allowed = (file: string) =>
    ['database', 'audit', 'outbox', 'dev'].includes(area(file)) ||
    isForDemonstration(file) ||
    /-(store|row)\.ts$/.test(file) ||
    ['src/features/appointments/visibility.ts', 'src/runtime/database-rate-limiter.ts'].includes(file)
  assert.deepEqual(filesWith(named, sources, allowed), [])
})

test('only web touches headers, cookies and res.locals, and answers: features return what is to be shown, which is audited', () => {
  const touched =
    /response\.(set|setHeader|append|cookie|clearCookie|header|locals|send|sendFile|json|jsonp|end|write|download|render|redirect|status)\b|request\.(headers|header|get)\b/
  const ours = sources.filter(file => ['features', 'fhir'].includes(area(file)))
  assert.deepEqual(
    filesWith(touched, ours, () => false),
    [],
  )
})

const tests = filesIn('test', /\.ts$/)
const here = 'test/architecture/conventions.test.ts'

test('a page that reads its query declares the parameters, and no other file names them', () => {
  const declared = sources.flatMap(file =>
    [...textOf(file).matchAll(/^ {4}query: \{ (.*) \},$/gm)].flatMap(([, rules = '']) =>
      [...rules.matchAll(/(\w+):/g)].map(([, name]) => ({ file, name })),
    ),
  )
  assert.ok(declared.length > 2)
  const reads = filesWith(/(?<!\.log)\bquery\.(?!to\b)\w+/, sources, file => area(file) !== 'features')
  const pages = reads.filter(file => !/features\/log-in\/|-store\.ts$/.test(file))
  assert.deepEqual(
    pages.filter(file => !declared.some(each => each.file === file)),
    [],
  )
  const central = sources.filter(file => area(file) === 'web')
  for (const { name } of declared)
    assert.deepEqual(
      filesWith(new RegExp(`\\b${name}: /`), central, () => false),
      [],
    )
})

test('every property test can be repeated with its seed', () => {
  const own = (file: string) => file === 'test/support/fast-check.ts'
  assert.deepEqual(filesWith(/^import (?!type).* from 'fast-check'/m, tests, own), [])
  // Unseeded values must not decide what a test does. A random id decides nothing.
  assert.deepEqual(
    filesWith(
      /Math\.random\(|\brandom(Int|Bytes)\(|getRandomValues/,
      tests,
      file => own(file) || file === here,
    ),
    [],
  )
})

/** Where a test program waits for a time, and why no condition would do. No assertion of them is an upper limit. */
const TIMED_WAITS: Record<string, string> = {
  'test/accessibility/evidence/engines/bidi.ts': 'gives up when the browser does not answer',
  'test/support/time/until.ts': 'pauses between two looks at a condition',
  'test/text-browser/text-browser.ts': 'its own condition: two looks at a screen that are alike',
  'test/support/database/sql-server.ts': 'pauses between attempts on a server that other files use',
  'test/faults/balancer.ts': 'asks the copies again and again, as a balancer does',
  'test/faults/load.ts': 'patients take their time',
  'test/faults/redis-down.test.ts': 'commands go on for longer than the limit that must end them',
  'test/faults/slow-sockets.test.ts': 'pages are asked for while slow clients are connected',
  'test/outbox/delivering.ts': 'deliveries take some time',
  'test/outbox/deliver-events-order.test.ts': 'deliveries take some time',
  'test/outbox/receiving-system.ts': 'a receiver takes some time',
  'test/scheduling/leased-job.test.ts': 'a run takes some time',
  'test/outbox/deliver-events-stop.test.ts': 'for what must not happen',
  'test/outbox/deliver-events-processes.test.ts': 'for what must not happen',
  'test/database/migrations/migrate-together.test.ts': 'for what must not happen',
  'test/database/cut-connections.test.ts': 'what the driver has sent cannot be seen',
  'test/features/letters/pages/letter-file.test.ts': 'for what must not happen',
  'test/runtime/crash-handler.test.ts': 'in the text of a program that crashes',
}

test('tests wait for a condition, and no limit of theirs is raced against a busy machine', () => {
  // Programs that measure, or make random work for a given time.
  const programs = /^test\/(bench|torture)\//
  const isNamed = (file: string) => file in TIMED_WAITS || programs.test(file) || file === here
  assert.deepEqual(filesWith(/setTimeout as|\bsetTimeout\(|waitForTimeout|aMoment\(/, tests, isNamed), [])
  const wallClock = /assert[^\n]*(performance|Date)\.now\(\) - \w+ <|timeout: \d+,?\s*\}, async/
  assert.deepEqual(
    filesWith(wallClock, tests, file => file === here),
    [],
    'use timeTaken',
  )
  for (const file of Object.keys(TIMED_WAITS)) assert.ok(tests.includes(file), file)
})

test('no page is written in TypeScript', () => {
  assert.deepEqual(
    filesWith(/<\/?(a|body|div|form|h[1-6]|html|input|p|span|table|ul)[\s>]/, sources, () => false),
    [],
  )
})
