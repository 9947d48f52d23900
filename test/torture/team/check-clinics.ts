import { verifyAudit } from '../../../src/audit/verify-audit.ts'
import type { Database } from '../../../src/database/database.ts'
import type { History } from '../history.ts'

/**
 * Nobody is booked in a closed time, unless the closure knows that something is still to be done for them. One statement, so that it
 * can run while people are active.
 */
export async function checkClosedSlots(database: Database, { violations }: History): Promise<void> {
  const left = database('closed_appointment').whereNull('outcome').select('appointment_id')
  const unnoticed = await database('appointment')
    .join('slot', 'slot.id', 'appointment.slot_id')
    .where('appointment.status', 'booked')
    .where('slot.blocks', '>', 0)
    .whereNotIn('appointment.id', left)
    .select('appointment.id', 'slot.id as slot_id')
  for (const { id, slot_id } of unnoticed)
    violations.add('booked in a closed clinic', `appointment ${id} in slot ${slot_id}`)
}

/** After the work on all closures: each accepted one is there, and has left nobody without an appointment or a request. */
export async function checkClinics(database: Database, history: History): Promise<void> {
  const { violations } = history
  const closures = new Map((await database('closure')).map(row => [row.id, row]))
  const audited = await database('audit_log').whereIn('action', [
    'closed-clinic',
    'reopened-clinic',
    'added-slots',
  ])
  const events = await database('outbox').whereIn('kind', ['clinic-closed', 'clinic-reopened'])
  for (const deed of history.deeds) {
    const { by, id, of, step } = deed.facts
    if (of !== 'closure') continue
    const closure = closures.get(id)
    const entries = audited.filter(
      each => each.action === step && each.subject_id === id && each.actor_id === by,
    )
    if (step === 'closed-clinic' && deed.came === 'ok' && (!closure || entries.length === 0))
      violations.add('acknowledged change lost', String(deed))
    if (step === 'reopened-clinic' && deed.came === 'ok' && !closure?.reopened_at)
      violations.add('acknowledged change lost', String(deed))
    const orders = history.deeds.filter(
      each => each.facts.step === step && each.facts.id === id && each.facts.by === by,
    )
    const [sure, possible] = ['came', 'mayBeDone'].map(
      what => orders.filter(each => (what === 'came' ? each.came === 'ok' : each.mayBeDone)).length,
    )
    if (step === 'added-slots' && (entries.length < Number(sure) || entries.length > Number(possible)))
      violations.add('acknowledged change lost', `${deed}: ${entries.length} entries`)
  }
  for (const { id, reopened_at } of closures.values()) {
    const of = (rows: typeof audited, column: string, name: string) =>
      rows.filter(each => each.subject_id === id && each[column] === name).length
    for (const [action, kind, expected] of [
      ['closed-clinic', 'clinic-closed', 1],
      ['reopened-clinic', 'clinic-reopened', reopened_at ? 1 : 0],
    ] as const) {
      const [written, sent] = [of(audited, 'action', action), of(events, 'kind', kind)]
      if (written !== expected || sent !== expected)
        violations.add('outbox and audit differ', `${action} ${id}: ${written} entries, ${sent} events`)
    }
  }
  await checkBlocks()
  await checkCancelled()

  async function checkBlocks() {
    const inForce = database('closed_slot')
      .join('closure', 'closure.id', 'closed_slot.closure_id')
      .whereNull('closure.reopened_at')
      .whereRaw('closed_slot.slot_id = slot.id')
      .count('*')
    const booked = database('appointment')
      .whereRaw("appointment.slot_id = slot.id and status = 'booked'")
      .count('*')
    for (const slot of await database('slot').select(
      'id',
      'blocks',
      inForce.as('closures'),
      booked.as('booked'),
    )) {
      if (slot.blocks !== slot.closures)
        violations.add(
          'counter differs from rows',
          `${slot.id}: ${slot.blocks} blocks, ${slot.closures} closures`,
        )
      if (slot.blocks > 0 && slot.booked > 0)
        violations.add('booked in a closed clinic', `${slot.booked} in slot ${slot.id}, after all the work`)
    }
  }

  /** A cancellation of a patient has one task. Whom the hospital has cancelled has an open request, or a task in its place. */
  async function checkCancelled() {
    const tasks = database('task')
      .whereRaw("task.appointment_id = appointment.id and task.kind = 'cancellation-follow-up'")
      .count('*')
    const open = database('change_request')
      .whereRaw("change_request.appointment_id = appointment.id and change_request.status = 'open'")
      .count('*')
    const cancelled = await database('appointment')
      .where('status', 'cancelled')
      .whereNull('moved_to_id')
      .select('id', 'cancelled_by', 'cancellation_reason', tasks.as('tasks'), open.as('open'))
    for (const { cancellation_reason, cancelled_by, id, open, tasks } of cancelled) {
      if (cancelled_by === 'patient' && tasks !== 1)
        violations.add('cancelled without a task', `${id} has ${tasks} tasks`)
      if (cancellation_reason === 'clinic-closed' && open + tasks !== 1)
        violations.add('without an appointment', `${id} was closed: ${open} open requests and ${tasks} tasks`)
    }
  }
}

/** Staff have changed only what is their own trust's, and no audit entry was changed or is missing. */
export async function checkTrusts(database: Database, { violations }: History): Promise<void> {
  const posts = await database('staff_post').select('user_id', 'trust_ods_code')
  const trustOf = new Map(posts.map(each => [each.user_id, each.trust_ods_code]))
  const appointments = database('audit_log')
    .join('appointment', 'appointment.id', 'audit_log.subject_id')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where('audit_log.actor', 'staff')
    .whereNotNull('audit_log.version')
    .select('audit_log.actor_id', 'audit_log.actor_trust', 'clinic.trust_ods_code', 'audit_log.action')
  const others = ['change_request', 'task', 'closure'].map(table =>
    database('audit_log')
      .join(table, `${table}.id`, 'audit_log.subject_id')
      .where('audit_log.actor', 'staff')
      .whereNotNull('audit_log.version')
      .select('audit_log.actor_id', 'audit_log.actor_trust', `${table}.trust_ods_code`, 'audit_log.action'),
  )
  for (const query of [appointments, ...others])
    for (const { action, actor_id, actor_trust, trust_ods_code } of await query)
      if (actor_trust !== trust_ods_code || trustOf.get(actor_id) !== trust_ods_code)
        violations.add('another trust changed', `${action} at ${trust_ods_code} by staff of ${actor_trust}`)
  await verifyAudit(database, {
    fault: ({ chain, kind, place }) =>
      violations.add('audit chain broken', `${kind} at ${place} of ${chain}`),
    outside: (chain, entries) => violations.add('audit chain broken', `${entries} entries outside ${chain}`),
  })
}
