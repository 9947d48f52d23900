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

test('every property test can be repeated with its seed', () => {
  const tests = filesIn('test', /\.ts$/)
  const own = (file: string) => file === 'test/support/fast-check.ts'
  assert.deepEqual(filesWith(/^import (?!type).* from 'fast-check'/m, tests, own), [])
  // Elsewhere than in the pauses of retries, unseeded values must not decide what a test does.
  const pauses = [
    'test/support/database/sql-server.ts',
    'test/outbox/delivering.ts',
    'test/architecture/conventions.test.ts',
  ]
  assert.deepEqual(
    filesWith(/Math\.random\(/, tests, file => own(file) || pauses.includes(file)),
    [],
  )
})

test('no page is written in TypeScript', () => {
  assert.deepEqual(
    filesWith(/<\/?(a|body|div|form|h[1-6]|html|input|p|span|table|ul)[\s>]/, sources, () => false),
    [],
  )
})
