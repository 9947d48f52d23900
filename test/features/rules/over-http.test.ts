import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createGateways } from '../../../src/gateways.ts'
import { startJobs } from '../../../src/jobs.ts'
import { someFiles } from '../../files/support.ts'
import { answer, send } from '../../support/form.ts'
import { hiddenFields, words } from '../../support/page.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'
import { aWorker } from '../../support/rounds.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { codeOf } from '../../support/staff-login/roles.ts'
import { until } from '../../support/time/until.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  byRequest,
  freeSlot,
  type LoggedInPatient,
  someoneLoggedIn,
} from '../appointments/support.ts'

/* From the administrator who adds a rule to the colleague who reads its steps: real pages, real worker. */

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

interface AtTrust extends LoggedInPatient {
  ada: Agent
  amal: Agent
  amalName: string
}

/** A patient of a new trust, its administrator and one of its booking team. */
async function atTrust(trust: Record<string, unknown> = {}): Promise<AtTrust> {
  const them = await someoneLoggedIn(portal, { trust })
  const { trust_ods_code } = await portal.database('clinic').where('id', them.clinicId).first()
  const amal = await aLoggedInStaffMember(portal, { trust: trust_ods_code })
  const ada = await aLoggedInStaffMember(portal, { trust: trust_ods_code, code: codeOf('administrator') })
  return { ...them, amal: amal.browser, amalName: amal.person.name, ada: ada.browser }
}

/** Adds a rule and switches it on. */
async function aRule({ ada }: AtTrust, event: string, fields: Record<string, string>): Promise<void> {
  const added = await answer(ada, `/staff/rules/add/${event}`, { name: 'Short notice', days: '', ...fields })
  assert.equal(added.status, 303, added.text)
  await answer(ada, String(added.headers.location)).then(({ status }) => assert.equal(status, 303))
}

/** Runs the worker until no event waits. */
async function work(): Promise<void> {
  const { clock, database } = portal
  const { log, logged } = aWorker(database)
  const gateways = createGateways({ reportingService: undefined, recordService: undefined }, clock)
  const jobs = startJobs({ database, clock, log, files: someFiles(database).files, gateways })
  const waiting = () => database('outbox').whereNull('sent_at')
  await until('every event is delivered', async () => (await waiting()).length === 0)
  await jobs.stop()
  assert.ok(!logged.some(line => line.includes('delivery failed')), logged.join(''))
}

/** The page of the only request or task on the list of the booking team. */
async function opened(browser: Agent, list: 'requests' | 'tasks'): Promise<string> {
  const { text } = await browser.get(`/staff/${list}`).expect(200)
  const [, address] = new RegExp(`href="(/staff/${list}/[0-9a-f-]{36})`).exec(text) ?? []
  assert.ok(address, words(text))
  return words((await browser.get(address).expect(200)).text)
}

test('asked to cancel: the request is assigned, urgent and noted on, as the rule’s', async () => {
  const at = await atTrust(byRequest)
  const [, assignee = ''] =
    new RegExp(`<option value="([^"]+)"[^>]*>${at.amalName}`).exec(
      (await at.ada.get('/staff/rules/add/asked-to-cancel')).text,
    ) ?? []
  await aRule(at, 'asked-to-cancel', { days: '7', assignee, urgent: 'yes', note: 'Ring <first>' })
  await send(at.browser, `${at.address}/cancel/confirm`, await aboutToCancel(at)).expect(303)
  await work()
  const said = await opened(at.amal, 'requests')
  assert.match(said, new RegExp(`Priority Urgent Assigned to ${at.amalName}`))
  const by = 'Rule “ ?Short notice ?”'
  assert.match(
    said,
    new RegExp(
      `Assigned: ${by} To ${at.amalName} .* Marked as urgent: ${by} .* Note: ${by} Ring (&lt;|<)first(&gt;|>)`,
    ),
  )
  const log = words((await at.browser.get('/patient-portal/access-log').expect(200)).text)
  for (const did of [
    'gave a request about your appointment to a colleague',
    'marked a request about your appointment as urgent',
    'added a note for colleagues to a request about your appointment',
  ])
    assert.match(log, new RegExp(`An automatic rule of the booking team ${did}`))
})

test('asked for another time: a rule that does not match does nothing', async () => {
  const at = await atTrust(byRequest)
  await aRule(at, 'asked-to-move', { days: '6', note: 'Too far away' })
  await aRule(at, 'asked-to-move', { days: '7', note: 'Near enough' })
  await send(at.browser, `${at.address}/reschedule/check-request`, await aboutToAsk(at)).expect(303)
  await work()
  const said = await opened(at.amal, 'requests')
  assert.match(said, /Near enough/)
  assert.doesNotMatch(said, /Too far away/)
})

test('cancelled at once: the note is on the task of the care after it', async () => {
  const at = await atTrust()
  await aRule(at, 'cancelled', { note: 'Under 18: ask the consultant' })
  await send(at.browser, `${at.address}/cancel/confirm`, await aboutToCancel(at)).expect(303)
  await work()
  assert.match(
    await opened(at.amal, 'tasks'),
    /Care after a cancellation .* Note: Rule “ ?Short notice ?” Under 18: ask the consultant/,
  )
})

test('booked at another time: a task is opened, and closed by the booking team', async () => {
  const at = await atTrust()
  await aRule(at, 'booked', { note: 'Send the map' })
  const slotId = await freeSlot(portal, at, { days: 9 })
  const form = await aboutToMove(portal, at, slotId)
  await send(at.browser, `${at.address}/reschedule/check-new-time`, form).expect(303)
  await work()
  const said = await opened(at.amal, 'tasks')
  assert.match(
    said,
    /Check of a new appointment .* The appointment that was booked .* Note: Rule “ ?Short notice ?” Send the map/,
  )
  const { id } = await portal.database('task').where('kind', 'booking-check').first()
  const closing = await at.amal.get(`/staff/tasks/${id}/close`).expect(200)
  await send(at.amal, `/staff/tasks/${id}/close`, {
    ...hiddenFields(closing.text),
    outcome: 'done',
    words: '',
  }).expect(303)
  assert.equal((await portal.database('task').where({ id }).first()).status, 'closed')
})

test('a colleague whose form the rule has overtaken is told that it was the rule', async () => {
  const at = await atTrust(byRequest)
  await aRule(at, 'asked-to-cancel', { note: 'Ring first' })
  await send(at.browser, `${at.address}/cancel/confirm`, await aboutToCancel(at)).expect(303)
  const { id } = await portal.database('change_request').where('appointment_id', at.id).first()
  const page = await at.amal.get(`/staff/requests/${id}`).expect(200)
  await work()
  const late = await send(at.amal, `/staff/requests/${id}`, { ...hiddenFields(page.text), step: 'claim' })
  assert.equal(late.status, 409)
  assert.match(words(late.text), /Note: Rule “ ?Short notice ?”, Monday 15 June 2026/)
})
