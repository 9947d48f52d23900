import { randomUUID } from 'node:crypto'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Row } from '../../database/insert-rows.ts'
import { castlemere } from '../../dev/demonstration/castlemere.ts'
import { clinicId } from '../../dev/demonstration/clinic.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fernhollow } from '../../dev/demonstration/fernhollow.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import { trusts } from '../../dev/demonstration/trusts.ts'
import { twoWorkingDaysAfter, workingDaysAgo } from '../../dev/demonstration/when.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'
import type { Actions, Conditions, RuleEvent } from './rule.ts'

interface Demonstrated {
  key: string
  trust: string
  event: RuleEvent
  name: string
  conditions?: Partial<Conditions>
  actions: Partial<Actions>
}

/** Those of Castlemere, which takes requests, and of Fernhollow, which changes appointments at once. */
const demonstrated = {
  shortNotice: {
    key: 'short-notice',
    trust: 'ZZ2',
    event: 'asked-to-cancel',
    name: 'Short notice',
    conditions: { withinDays: 3 },
    actions: { assignee: COLLEAGUE, urgent: true, note: 'Ring the next patient on the list for this time.' },
  },
  transport: {
    key: 'transport',
    trust: 'ZZ2',
    event: 'asked-to-move',
    name: 'Cannot get here',
    conditions: {
      clinicIds: [clinicId(castlemere.dermatology), clinicId(castlemere.orthopaedics)],
      reasons: ['ill', 'no-transport', 'no-carer'],
    },
    actions: { note: 'Ask whether hospital transport would help before you offer another time.' },
  },
  byVideo: {
    key: 'by-video',
    trust: 'ZZ1',
    event: 'booked',
    name: 'First time by video',
    conditions: { media: ['VIDEO_CONSULTATION'], clinicIds: [clinicId(fernhollow.respiratory)] },
    actions: { urgent: true, note: 'Send the leaflet about video appointments.' },
  },
  discharge: {
    key: 'private-care',
    trust: 'ZZ1',
    event: 'cancelled',
    name: 'Gone private',
    conditions: { reasons: ['private-care'] },
    actions: { note: 'Ask the consultant before the referral is closed.' },
  },
  operation: {
    key: 'operation',
    trust: 'ZZ2',
    event: 'cancelled',
    name: 'Cancelled operation',
    conditions: { clinicIds: [clinicId(castlemere.orthopaedics)], withinDays: 14 },
    actions: { assignee: COLLEAGUE, urgent: true },
  },
} satisfies Record<string, Demonstrated>

export const SHORT_NOTICE = ruleId(demonstrated.shortNotice)
export const TRANSPORT = ruleId(demonstrated.transport)
export const BY_VIDEO = ruleId(demonstrated.byVideo)
export const GONE_PRIVATE = ruleId(demonstrated.discharge)
export const OPERATION = ruleId(demonstrated.operation)
export const CHECK = fixedGuid('task', BRIAN, 'booking-check')

const ON = [SHORT_NOTICE, BY_VIDEO, OPERATION]
const BRIANS_REQUEST = fixedGuid('change-request', BRIAN, 'asked-to-cancel')

export const demonstration: FeatureData = {
  async fill(transaction, today) {
    const at = workingDaysAgo(3, '09:30')(today)
    for (const rule of Object.values<Demonstrated>(demonstrated))
      await add(transaction, rule, at, ruleId(rule), ON.includes(ruleId(rule)))
  },

  async remove(transaction) {
    const codes = trusts.map(({ ods_code }) => ods_code)
    await removeRules(transaction, codes)
  },

  hospitalEvents: {
    'Fernhollow has no rules': database => removeRules(database, ['ZZ1']),
    'Castlemere has 50 rules': async (database, now) => {
      for (let count = 3; count < 50; count++) await add(database, another(count), now, randomUUID(), false)
    },
    'Ravi Shah works at Castlemere no more': database =>
      database('staff_post').where({ trust_ods_code: 'ZZ2', user_id: COLLEAGUE }).delete(),
    'Castlemere changes its rule for short notice': (database, now) =>
      addVersion(database, demonstrated.shortNotice, SHORT_NOTICE, 3, now, 'changed'),
    'The rule for short notice acts on Brian’s request': async (database, now) => {
      const request = { assigned_to: COLLEAGUE, priority: 'urgent', version: 4 }
      await database('change_request').where('id', BRIANS_REQUEST).update(request)
      const by = { at: toColumn(now), actor: 'portal', actor_id: `rule:${SHORT_NOTICE}:2` }
      await database('request_event').insert([
        { request_id: BRIANS_REQUEST, version: 2, event: 'assigned', note: COLLEAGUE, ...by },
        { request_id: BRIANS_REQUEST, version: 3, event: 'marked-urgent', note: null, ...by },
        { request_id: BRIANS_REQUEST, version: 4, event: 'noted', note: 'Ring the next patient.', ...by },
      ])
      await database('trust_rule_run').insert({
        rule_id: SHORT_NOTICE,
        event_id: randomUUID(),
        version: 2,
        at: toColumn(now),
      })
    },
    'A rule asks for a check of Brian’s appointment': (database, now) =>
      addCheck(database, now, {}, { event: 'noted', note: 'Send the map.' }),
    'A rule assigns a check of Brian’s appointment': (database, now) =>
      addCheck(database, now, { assigned_to: COLLEAGUE }, { event: 'assigned', note: COLLEAGUE }),
  },
}

async function addCheck(database: Database, now: Temporal.Instant, more: Row, step: Row): Promise<void> {
  const at = toColumn(now)
  await database('task').insert({
    ...{ id: CHECK, trust_ods_code: 'ZZ2', patient_id: patientId(BRIAN), kind: 'booking-check' },
    ...{ appointment_id: appointmentId(BRIAN, 'asked-to-cancel'), version: 2 },
    ...{ opened_at: at, promised_by: toColumn(twoWorkingDaysAfter(now)), ...more },
  })
  const by = { actor: 'portal', actor_id: `rule:${SHORT_NOTICE}:2` }
  await database('task_event').insert({ task_id: CHECK, version: 2, at, ...by, ...step })
}

function ruleId({ key }: { key: string }): string {
  return fixedGuid('rule', key)
}

/** Rules of many kinds, for the list. */
function another(count: number): Demonstrated {
  const days = [null, 0, 1, 5][count % 4] ?? null
  const assignee = count % 3 === 0 ? COLLEAGUE : null
  const urgent = count % 2 === 0 || assignee === null
  const note = count % 5 === 0 ? 'Ring the patient.' : null
  return {
    ...{ key: String(count), trust: 'ZZ2', event: 'asked-to-cancel', name: `Rule ${count}` },
    conditions: { withinDays: days },
    actions: { assignee, urgent, note },
  }
}

async function add(
  database: Database,
  rule: Demonstrated,
  at: Temporal.Instant,
  id: string,
  isOn: boolean,
): Promise<void> {
  const { event, trust: trust_ods_code } = rule
  await database('trust_rule').insert({ id, trust_ods_code, event, added_at: toColumn(at) })
  await addVersion(database, rule, id, 1, at, 'added')
  if (isOn) await addVersion(database, rule, id, 2, at.add({ minutes: 20 }), 'switched-on')
}

/** The newest version, which leaves the rule on unless it was added. */
async function addVersion(
  database: Database,
  { name, conditions, actions }: Demonstrated,
  id: string,
  version: number,
  at: Temporal.Instant,
  change: string,
): Promise<void> {
  const content = {
    name,
    conditions: { clinicIds: [], media: [], withinDays: null, reasons: [], ...conditions },
    actions: { assignee: null, urgent: false, note: null, ...actions },
  }
  await database('trust_rule_version').insert({
    ...{ rule_id: id, version, at: toColumn(at), change, staff_user_id: COLLEAGUE },
    role: 'administrator',
    content: JSON.stringify(content),
  })
  await database('trust_rule')
    .where({ id })
    .update({ version, ...(change === 'switched-on' && { on_since: toColumn(at) }) })
}

async function removeRules(database: Database, trustOdsCodes: readonly string[]): Promise<void> {
  const theirs = database('trust_rule').whereIn('trust_ods_code', trustOdsCodes).select('id')
  for (const table of ['trust_rule_run', 'trust_rule_version'])
    await database(table).whereIn('rule_id', theirs.clone()).delete()
  await database('trust_rule').whereIn('trust_ods_code', trustOdsCodes).delete()
}
