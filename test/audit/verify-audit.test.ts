import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ChainChecker, type EntryRow, type HeadRow } from '../../src/audit/chain-checker.ts'
import type { Database } from '../../src/database/database.ts'
import { aLog, rehashed, verified } from './audit-log.ts'

/** Every way to change the log with plain SQL. */

test('an unchanged log has no fault', async t => {
  const { ann, cy, database } = await aLog(t)
  const { faults, ...checked } = await verified(database)
  assert.deepEqual(faults, {})
  assert.deepEqual(checked, { chains: 3, entries: 9, beforeAnyChain: 0, outside: 0, outsideOf: {} })
  const said = await database('audit_log').where('patient_id', ann).orderBy('place').select('place', 'action')
  assert.deepEqual(
    said.map(({ place, action }) => `${place} ${action}`),
    [
      '1 viewed-appointments',
      '2 viewed-appointment',
      '3 moved',
      '4 booked-by-move',
      '5 viewed-appointment',
      '6 cancelled',
    ],
  )
  assert.deepEqual(await database('audit_log').where('patient_id', cy).pluck('action'), [
    'sought-appointment',
  ])
})

interface Log {
  database: Database
  ann: string
  bob: string
  cy: string
}

type Tampering = (log: Log) => Promise<unknown>

const entry = ({ database, ann }: Log, place: number) =>
  database('audit_log').where({ patient_id: ann, place })

const edits: [column: string, value: unknown][] = [
  ['at', '2026-06-15T09:00:00.001'],
  ['at', 'not a time'],
  ['actor', 'staff'],
  ['action', 'viewed-appointment'],
  ['appointment_id', null],
  ['version', 3],
  ['version', null],
  ['hash', '0'.repeat(64)],
  ['previous_hash', '0'.repeat(64)],
]

const moveUp = (log: Log, from: number, by: number) => async () => {
  const order = by < 0 ? 'asc' : 'desc'
  const places = await log
    .database('audit_log')
    .where('patient_id', log.ann)
    .where('place', '>=', from)
    .orderBy('place', order)
    .pluck('place')
  for (const place of places) await entry(log, place).update('place', place + by)
}

const insertAt = async (log: Log, place: number) => {
  const before: EntryRow = await entry(log, place - 1).first()
  await log.database('audit_log').insert(rehashed({ ...before, place, previous_hash: before.hash }))
}

const tamperings: Record<
  string,
  [tamper: Tampering, found: { ann?: string[]; bob?: string[]; cy?: string[] }]
> = {
  ...Object.fromEntries(
    edits.map(([column, value]) => [
      `${column} edited to ${value}`,
      [(log: Log) => entry(log, 3).update(column, value as string), { ann: ['edited 3'] }],
    ]),
  ),
  'an entry edited and its hash worked out again': [
    async log => entry(log, 3).update(rehashed({ ...(await entry(log, 3).first()), version: 9 })),
    { ann: ['edited 3'] },
  ],
  'the last entry edited and its hash worked out again': [
    async log => entry(log, 6).update(rehashed({ ...(await entry(log, 6).first()), version: 9 })),
    { ann: ['edited 6'] },
  ],
  'an entry deleted': [log => entry(log, 3).delete(), { ann: ['deleted 3'] }],
  'the first entry deleted': [log => entry(log, 1).delete(), { ann: ['deleted 1'] }],
  'several deleted': [
    log => log.database('audit_log').where('patient_id', log.ann).whereBetween('place', [2, 4]).delete(),
    { ann: ['deleted 2-4'] },
  ],
  'an entry deleted and those after it moved up': [
    async log => {
      await entry(log, 4).delete()
      await moveUp(log, 5, -1)()
    },
    { ann: ['reordered 4', 'reordered 5', 'truncated 6'] },
  ],
  'two entries in each other’s place': [
    async log => {
      await entry(log, 2).update('place', 99)
      await entry(log, 3).update('place', 2)
      await entry(log, 99).update('place', 3)
    },
    { ann: ['reordered 2', 'reordered 3'] },
  ],
  'the last entry deleted': [log => entry(log, 6).delete(), { ann: ['truncated 6'] }],
  'all entries deleted': [
    log => log.database('audit_log').where('patient_id', log.ann).delete(),
    { ann: ['truncated 1-6'] },
  ],
  'the last entry deleted and no longer counted': [
    async log => {
      await entry(log, 6).delete()
      await log.database('audit_head').where('patient_id', log.ann).update('entries', 5)
    },
    { ann: ['edited 5'] },
  ],
  'an entry added at the end': [log => insertAt(log, 7), { ann: ['inserted 7'] }],
  'an entry inserted and those after it moved down': [
    async log => {
      await moveUp(log, 3, 1)()
      await insertAt(log, 3)
    },
    { ann: ['reordered 4', 'reordered 5', 'reordered 6', 'reordered 7', 'inserted 7'] },
  ],
  'an entry before the first': [log => insertAt0(log), { ann: ['inserted 0'] }],
  'an entry given to another patient': [
    log => entry(log, 6).update({ patient_id: log.cy, place: 2 }),
    { ann: ['truncated 6'], cy: ['edited 2', 'inserted 2'] },
  ],
  'the head deleted': [
    log => log.database('audit_head').where('patient_id', log.ann).delete(),
    { ann: ['head-missing 1-6'] },
  ],
  'the head’s hash changed': [
    log => log.database('audit_head').where('patient_id', log.bob).update('hash', '0'.repeat(64)),
    { bob: ['edited 2'] },
  ],
  'the head counting more than there are': [
    log => log.database('audit_head').where('patient_id', log.bob).update('entries', 4),
    { bob: ['truncated 3-4'] },
  ],
}

async function insertAt0(log: Log) {
  const first: EntryRow = await entry(log, 1).first()
  await log.database('audit_log').insert(rehashed({ ...first, place: 0 }))
}

for (const [what, [tamper, found]] of Object.entries(tamperings))
  test(`found: ${what}`, async t => {
    const log = await aLog(t)
    await tamper(log)
    const expected = Object.entries(found).map(([who, faults]) => [log[who as 'ann'], faults])
    assert.deepEqual((await verified(log.database)).faults, Object.fromEntries(expected))
  })

test('a plain chain cannot see that its end was cut off and its head put back to what it was', async t => {
  const log = await aLog(t)
  const fifth: EntryRow = await entry(log, 5).first()
  await entry(log, 6).delete()
  await log.database('audit_head').where('patient_id', log.ann).update({ entries: 5, hash: fifth.hash })
  assert.deepEqual((await verified(log.database)).faults, {})
})

test('what is written while the log is walked is no fault; what no head ever counts is', async t => {
  const { ann, database } = await aLog(t)
  const rows: EntryRow[] = await database('audit_log').where('patient_id', ann).orderBy('place')
  const now: HeadRow = await database('audit_head').where('patient_id', ann).first()
  const then = { ...now, entries: 4, hash: String(rows[3]?.hash) }
  const walk = async (before: HeadRow | undefined, after: HeadRow | undefined) => {
    const faults: string[] = []
    const chain = new ChainChecker(ann, before, rows[0]?.previous_hash, ({ kind }) => faults.push(kind))
    for (const row of rows) chain.check(row)
    await chain.finish(async () => after)
    return faults
  }
  assert.deepEqual(await walk(now, now), [])
  assert.deepEqual(await walk(then, now), [], 'two entries later')
  assert.deepEqual(await walk(undefined, now), [], 'the whole chain is later')
  assert.deepEqual(await walk(then, then), ['inserted'])
  assert.deepEqual(await walk({ ...then, hash: now.hash }, now), ['edited'])
})

test('entries of no patient are checked too', async t => {
  const { ann, database } = await aLog(t)
  const forged = await database('audit_log').where({ patient_id: ann, place: 1 }).first()
  await database('audit_log').insert({ ...forged, patient_id: '', place: 1 })
  const { faults } = await verified(database)
  assert.deepEqual(Object.keys(faults), [''])
  assert.ok(faults['']?.includes('head-missing 1'))
})
