import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { StaleVersion } from '../../../src/database/idempotent.ts'
import { TooManyRules } from '../../../src/features/rules/rules.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import { NotFound, NotPermitted } from '../../../src/shared/errors.ts'
import { STAFF_ROLES } from '../../../src/shared/permissions.ts'
import { BookingTeam } from '../worklist/support.ts'
import { aContent, RuleTeam } from './support.ts'

let at: RuleTeam

beforeEach(async () => {
  at = await RuleTeam.open()
})

const first = aContent('First')
const second = aContent('Second', { withinDays: 2 })

async function history(id: string) {
  const { history: versions } = await at.rules.find(at.ada, id)
  return versions.map(({ change, name, staffUserId, version }) => [version, change, name, staffUserId])
}

test('every version is kept with who made it, and each change is in the chain of the trust', async () => {
  const id = await at.add('asked-to-cancel', first)
  await at.switch(id, true)
  await at.rules.change(at.ada, { id, version: 2 }, second)
  await at.switch(id, false)
  assert.deepEqual(await history(id), [
    [4, 'switched-off', 'Second', 'ada'],
    [3, 'changed', 'Second', 'ada'],
    [2, 'switched-on', 'First', 'ada'],
    [1, 'added', 'First', 'ada'],
  ])
  const entries = await at
    .database('audit_log')
    .where('patient_id', `trust:${at.team.trust}`)
    .orderBy('place')
  assert.deepEqual(
    entries.map(({ action, subject_id, subject_type, version }) => [
      action,
      subject_type,
      subject_id,
      version,
    ]),
    [
      ['added-rule', 'rule', id, 1],
      ['switched-rule-on', 'rule', id, 2],
      ['changed-rule', 'rule', id, 3],
      ['switched-rule-off', 'rule', id, 4],
    ],
  )
})

test('a rule is added off, and stays on while it is changed', async () => {
  const id = await at.add('booked', first)
  assert.equal((await at.rules.find(at.ada, id)).onSince, null)
  await at.switch(id, true)
  const since = at.clock.now()
  at.clock.pass({ hours: 1 })
  await at.rules.change(at.ada, { id, version: 2 }, second)
  assert.equal(String((await at.rules.find(at.ada, id)).onSince), String(since))
})

test('the same form makes one rule and one version', async () => {
  const formId = randomUUID()
  const ids = [
    await at.rules.add(at.ada, formId, 'booked', first),
    await at.rules.add(at.ada, formId, 'booked', first),
  ]
  assert.equal(ids[0], ids[1])
  assert.equal((await at.rules.list(at.ada)).length, 1)
  const seen = { id: ids[0] ?? '', version: 1 }
  await at.rules.change(at.ada, seen, second)
  await at.rules.change(at.ada, seen, second)
  const on = { ...seen, version: 2 }
  await at.rules.switch(at.ada, on, true)
  await at.rules.switch(at.ada, on, true)
  assert.equal((await at.rules.find(at.ada, seen.id)).version, 3)
  await assert.rejects(at.rules.add(at.ada, formId, 'booked', second), StaleVersion)
})

test('of two administrators who change one version, one is refused', async () => {
  const id = await at.add('asked-to-move', first)
  const bo = { ...at.ada, userId: 'bo' }
  const seen = { id, version: 1 }
  const outcomes = await Promise.allSettled([
    at.rules.change(at.ada, seen, second),
    at.rules.change(bo, seen, aContent('Third')),
    at.rules.switch(bo, seen, true),
  ])
  const refused = outcomes.filter(each => each.status === 'rejected')
  assert.equal(refused.length, 2)
  assert.ok(refused.every(({ reason }) => reason instanceof StaleVersion))
  assert.equal((await history(id)).length, 2)
})

test('saving a rule as it is makes no version, nor does switching on what is on', async () => {
  const id = await at.add('booked', first)
  await at.rules.change(at.ada, { id, version: 1 }, first)
  await at.rules.switch(at.ada, { id, version: 1 }, false)
  assert.equal((await history(id)).length, 1)
})

test('a rule of another trust is not there, and neither is its name', async () => {
  const id = await at.add('booked', first)
  const elsewhere = new RuleTeam(await BookingTeam.of(at.team.doors))
  const { ada, rules } = elsewhere
  const seen = { id, version: 1 }
  await assert.rejects(rules.find(ada, id), NotFound)
  await assert.rejects(rules.change(ada, seen, second), NotFound)
  await assert.rejects(rules.switch(ada, seen, true), NotFound)
  assert.deepEqual(await rules.list(ada), [])
  const step = { actor: 'portal', actorId: `rule:${id}:1` }
  assert.equal((await rules.namesIn(ada, [step]))(step), undefined)
  assert.equal((await at.rules.namesIn(at.ada, [step]))(step), 'First')
  assert.deepEqual((await history(id)).length, 1)
})

test('only an administrator may', async () => {
  const id = await at.add('booked', first)
  for (const role of STAFF_ROLES.filter(each => each !== 'administrator')) {
    const actor: StaffActor = { ...at.ada, role }
    const seen = { id, version: 1 }
    await assert.rejects(at.rules.list(actor), NotPermitted)
    await assert.rejects(at.rules.add(actor, randomUUID(), 'booked', first), NotPermitted)
    await assert.rejects(at.rules.change(actor, seen, second), NotPermitted)
    await assert.rejects(at.rules.switch(actor, seen, true), NotPermitted)
  }
})

test('a step of a history has the name that the rule had then', async () => {
  const id = await at.add('booked', first)
  await at.rules.change(at.ada, { id, version: 1 }, second)
  const [old, now, none] = [1, 2, 3].map(version => ({ actor: 'portal', actorId: `rule:${id}:${version}` }))
  const staff = { actor: 'staff', actorId: `rule:${id}:1` }
  const nameOf = await at.rules.namesIn(
    at.ada,
    [staff, old, now, none].filter(step => step !== undefined),
  )
  assert.deepEqual(
    [old, now, none, staff].map(step => step && nameOf(step)),
    ['First', 'Second', undefined, undefined],
  )
})

test('a trust has at most 50 rules', async () => {
  for (let count = 0; count < 50; count++) await at.add('booked', first)
  await assert.rejects(at.add('booked', first), TooManyRules)
  const elsewhere = new RuleTeam(await BookingTeam.of(at.team.doors))
  await elsewhere.add('booked', first)
})
