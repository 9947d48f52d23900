import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../src/database/columns.ts'
import type { Database } from '../../../src/database/database.ts'
import { counted } from '../counted.ts'
import type { History } from '../history.ts'
import type { Town } from '../town.ts'

/** The events that rules follow. */
const EVENTS = ['asked-to-cancel', 'asked-to-move', 'booked', 'cancelled']

/** Each trust has a rule for everything that patients do, so that the workers act on requests and tasks beside staff. */
export async function addRules(database: Database, { trusts }: Town): Promise<void> {
  const now = toColumn(Temporal.Now.instant())
  for (const { odsCode } of trusts)
    for (const event of EVENTS) {
      const id = randomUUID()
      const conditions = { clinicIds: [], media: [], reasons: [], withinDays: null }
      const actions = { assignee: null, urgent: true, note: 'By a rule' }
      await database('trust_rule').insert({
        ...{ id, trust_ods_code: odsCode, event },
        ...{ on_since: now, added_at: now },
      })
      await database('trust_rule_version').insert({
        ...{ rule_id: id, version: 1, at: now, change: 'added' },
        ...{ staff_user_id: randomUUID(), role: 'administrator' },
        content: JSON.stringify({ name: `When ${event}`, conditions, actions }),
      })
    }
}

/** Rules acted on all requests that were delivered, once on each, and on those of their own trust. */
export async function checkRules(database: Database, { violations }: History): Promise<number> {
  const asked = await database('outbox')
    .join('appointment', 'appointment.id', 'outbox.subject_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .whereIn('outbox.kind', ['cancellation-requested', 'reschedule-requested'])
    .whereNotNull('outbox.sent_at')
    .select('outbox.id', 'outbox.kind', 'clinic.trust_ods_code as trust')
  const runs = await database('trust_rule_run')
    .join('trust_rule', 'trust_rule.id', 'trust_rule_run.rule_id')
    .select('trust_rule_run.event_id', 'trust_rule.trust_ods_code as trust')
  for (const { id, kind, trust } of asked) {
    const trusts = runs.filter(run => run.event_id === id).map(run => run.trust)
    if (String(trusts) !== trust)
      violations.add(
        'rule did not act once',
        `${kind} ${id} of ${trust}: rules of ${trusts.join(', ') || 'none'}`,
      )
  }
  for (const subject of ['request', 'task']) {
    const steps = await database(`${subject}_event`)
      .where('actor', 'portal')
      .where('actor_id', 'like', 'rule:%')
      .select(`${subject}_id as id`, 'event', 'actor_id')
    for (const [step, times] of counted(
      steps.map(each => `${each.event} ${subject} ${each.id} by ${each.actor_id}`),
    ))
      if (times > 1) violations.add('made twice', step)
  }
  return runs.length
}
