import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createLog, type Facts } from '../../src/shared/log.ts'

function aLog(level = 'trace') {
  const lines: string[] = []
  const destination = new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) })
  return { log: createLog(level, destination), lines, last: () => JSON.parse(lines.at(-1) ?? '') }
}

test('a fact that is not on the list is dropped, at any depth', () => {
  const { log, lines, last } = aLog()
  const careless = { reference: 'abc', patient: { name: 'Canary' }, url: '/x?name=Canary', NAME: 'Canary' }
  log.info(careless as Facts, 'request')
  assert.deepEqual(Object.keys(last()), ['level', 'time', 'reference', 'msg'])
  assert.ok(!lines.join().includes('Canary'))
})

test('the compiler refuses a fact that is not on the list, and an error without a sentence', () => {
  const { log } = aLog('silent')
  // @ts-expect-error
  log.info({ name: 'Canary' }, 'request')
  // @ts-expect-error
  log.error(new Error('Canary'))
  // @ts-expect-error
  log.error({ error: new Error('Canary') })
})

test('of an error only its kind, code, number and place are kept', () => {
  const { log, lines, last } = aLog()
  const cause = new Error('Canary cause')
  const error = new TypeError('Canary\n    at Canary (/srv/x.ts:1:1)', { cause })
  log.error(
    { error: Object.assign(error, { code: 'EREQUEST', number: 1205, sql: 'Canary' }) },
    'request failed',
  )
  const { type, code, number, frames, cause: behind, ...more } = last().error
  assert.deepEqual([type, code, number, more], ['TypeError', 'EREQUEST', 1205, {}])
  assert.ok(frames.length > 0)
  assert.deepEqual([behind.type, Object.keys(behind)], ['Error', ['type', 'frames']])
  log.error({ error: 'Canary' }, 'request failed')
  assert.deepEqual(last().error, { type: 'string' })
  assert.ok(!lines.join().includes('Canary'))
})

test('the code of a lost connection is found behind what Knex and our own code wrap around it', () => {
  const { log, lines, last } = aLog()
  const first = Object.assign(new Error('Canary'), { code: 'ESOCKET', number: 64, cause: 'Canary' })
  const rollback = Object.assign(new Error('Canary rollback'), { originalError: first })
  log.error({ error: new Error('Canary', { cause: rollback }) }, 'request failed')
  const { code, number, frames } = last().error.cause.cause
  assert.deepEqual([code, number, frames.length > 0], ['ESOCKET', 64, true])
  assert.equal(last().error.cause.cause.cause, undefined)
  assert.ok(!lines.join().includes('Canary'))
})

test('errors that are each other’s cause are logged, and come to an end', () => {
  const { log, lines, last } = aLog()
  const [one, other] = [new Error('Canary'), new RangeError('Canary')]
  Object.assign(one, { cause: other })
  Object.assign(other, { originalError: one })
  log.error({ error: one }, 'request failed')
  assert.equal(lines[0]?.match(/"type"/g)?.length, 4)
  log.error({ error: Object.assign(new Error('Canary'), { originalError: one }) }, 'request failed')
  assert.equal(last().error.cause.type, 'Error')
  const itself = new Error('Canary')
  log.error({ error: Object.assign(itself, { originalError: itself }) }, 'request failed')
  assert.equal(last().error.cause, undefined)
  assert.ok(!lines.join().includes('Canary'))
})

test('a patient who gets into an allowed fact or into the sentence is taken out of the line', () => {
  const { log, lines, last } = aLog()
  log.warn({ reason: 'born 1985-02-28', status: 9434765919, route: ['x@y.example'] }, 'call 07700 900123')
  assert.deepEqual(
    { ...last(), time: 0 },
    {
      level: 40,
      time: 0,
      reason: 'born [date]',
      status: '[NHS number]',
      route: ['[e-mail]'],
      msg: 'call [phone]',
    },
  )
  assert.ok(lines[0]?.endsWith('\n'))
})
