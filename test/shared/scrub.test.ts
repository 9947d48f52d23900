import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isNhsNumber } from '../../src/shared/nhs-number.ts'
import { scrub } from '../../src/shared/scrub.ts'
import { fc } from '../support/fast-check.ts'

for (const [what, texts] of Object.entries({
  'NHS number': [
    '9434765919',
    '943 476 5919',
    '943-476-5919',
    '943\u00a0476\u00a05919',
    '9 4 3 4 7 6 5 9 1 9',
    '943%20476%205919',
    '943+476+5919',
    String.raw`943\n476\t5919`,
    '1 9434765919',
    '943.476.5919',
    '943_476_5919',
    '943/476/5919',
    '943,476,5919',
    '943, 476, 5919',
    '9.4_3/4,7.6_5/9,1.9',
  ],
  token: [
    'eyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2ln',
    '%3DeyJhbGciOiJSUzUxMiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2ln',
  ],
  'e-mail': ['a.canary@nhs.net', 'zoë.o’brien@example.co.uk', 'canary%40example.org'],
  phone: [
    '07700 900123',
    '07700900123',
    '(01632) 960 000',
    '+44 7700 900 123',
    '+44 (0)7700 900123',
    '0044 1632 960000',
    '020 7946 0958',
  ],
  postcode: ['SW1A 1AA', 'sw1a1aa', 'M1 1AE', 'EC1A+1BB', 'GIR 0AA'],
  date: ['1985-02-28', '28/02/1985', '28.2.1985', '28 February 1985', '28th feb 1985', '1985/02/28'],
}))
  test(`what looks like a ${what} does not leave`, () => {
    for (const text of texts)
      for (const around of ['', ' ', '"', '(', '='] as const) {
        const clean = scrub(`{"msg":"before${around || ' '}${text}${around || ','}after"}`)
        assert.ok(clean.includes(`[${what}]`), clean)
        const rest = clean.replaceAll(/\[[\w -]+\]/g, '')
        assert.doesNotMatch(rest, /\d{3}|canary|eyJ|1a|@/i, clean)
        assert.match(clean, /before.*after/s, 'only what was found is gone')
      }
  })

test('an id keeps its digits, also those that look like an NHS number', () => {
  for (const id of ['590d3807-74ef-4ba7-8d86-08161553923b', '94347659-1991-4834-8765-919943476591'])
    assert.equal(scrub(`{"outboxEvent":"${id}"}`), `{"outboxEvent":"${id}"}`)
  assert.equal(scrub('590d3807-74ef-4ba7-8d86-08161553923b 943 476 5919').slice(37), '[NHS number]')
})

test('any valid NHS number is found, however its digits are grouped', () => {
  const number = fc
    .stringMatching(/^[1-9][0-9]{8}$/)
    .map(nine =>
      '0123456789'
        .split('')
        .map(check => nine + check)
        .find(isNhsNumber),
    )
    .filter(each => each !== undefined)
  const gaps = fc.array(fc.constantFrom('', ' ', '-', '\u2009', ' - ', '.', '_', '/', ',', ', '), {
    minLength: 10,
    maxLength: 10,
  })
  fc.assert(
    fc.property(number, gaps, (digits, between) => {
      const spelt = [...digits]
        .map((digit, place) => digit + between[place])
        .join('')
        .trim()
      assert.equal(scrub(`x ${spelt} y`).match(/\[(NHS number|phone)\]/g)?.length, 1, spelt)
    }),
  )
})

test('our own lines are not changed, and a scrubbed line is still JSON', () => {
  for (const line of [
    '{"level":30,"time":1795338240885,"reference":"0a1b2c3d","method":"GET","route":"/patient-portal/appointment/:appointmentId","status":200,"milliseconds":12}',
    '{"frames":["    at file:///srv/node_modules/@opentelemetry/api/build/src/index.js:10:2345"],"code":"SQLITE_BUSY"}',
    '{"n":0.12345678901,"m":12345678901,"o":1234567890}',
  ])
    assert.equal(scrub(line), line)
  const clean = JSON.parse(scrub('{"status":9434765919,"reason":"x:943 476 5919,"}'))
  assert.deepEqual(clean, { status: '[NHS number]', reason: 'x:[NHS number],' })
})

test('no line, however it is made, takes long', () => {
  const pieces = [
    'eyJ',
    'a.',
    '9',
    '9 ',
    '0',
    '+44',
    '(0',
    'a@',
    '%40',
    'a@a.',
    '1 jan ',
    '2026-',
    'a1 ',
    '\\n',
    ' ',
    '-',
    'x',
  ]
  for (const piece of pieces) {
    const line = piece.repeat(200_000 / piece.length)
    const before = process.threadCpuUsage()
    scrub(line)
    scrub(`${line}!`)
    // Linear time is some tens of milliseconds; the square of the length would be minutes.
    assert.ok(process.threadCpuUsage(before).user < 5_000_000, piece)
  }
})
