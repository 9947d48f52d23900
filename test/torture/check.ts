import type { Database } from '../../src/database/database.ts'
import { counted } from './counted.ts'
import type { Change, Form, History } from './history.ts'
import { checkStaffChanges } from './team/check-changes.ts'
import { checkClinics, checkTrusts } from './team/check-clinics.ts'
import { checkTeam } from './team/check-team.ts'
import type { Town } from './town.ts'

/** The audit action and the outbox kind of each change. */
const NAMES: Record<Change | 'booked-by-move', { action: string; kind: string }> = {
  cancel: { action: 'cancelled', kind: 'appointment-cancelled' },
  'ask-to-cancel': { action: 'asked-to-cancel', kind: 'cancellation-requested' },
  move: { action: 'moved', kind: 'appointment-moved' },
  'ask-to-move': { action: 'asked-to-reschedule', kind: 'reschedule-requested' },
  'booked-by-move': { action: 'booked-by-move', kind: 'appointment-booked' },
}
const ACTIONS = Object.values(NAMES).map(({ action }) => action)
const KINDS = Object.values(NAMES).map(({ kind }) => kind)

interface Entry {
  name: string
  id: string
  version: number
  actor?: string
}

interface Appointment {
  id: string
  patient_id: string
  clinic_id: string
  slot_id: string
  status: string
  version: number
  moved_to_id: string | null
  pas_id: string
  title: string
}

/**
 * Compares the database with the answers the patients got, after all activity has ended. Returns the number of
 * changes by patients.
 */
export async function check(database: Database, town: Town, history: History): Promise<number> {
  const { violations } = history
  const appointments: Appointment[] = await database('appointment')
  const byId = new Map(appointments.map(each => [each.id, each]))
  const audited: Entry[] = await database('audit_log')
    .whereIn('action', ACTIONS)
    .select('action as name', 'appointment_id as id', 'version', 'actor')
  const events: Entry[] = await database('outbox')
    .whereIn('kind', KINDS)
    .select('kind as name', 'subject_id as id', 'subject_version as version')

  const changes = audited.filter(({ name }) => name !== NAMES['booked-by-move'].action)

  await checkSlots(database, history)
  checkEvents()
  checkForms()
  const byStaff = changes.filter(({ actor }) => actor === 'staff')
  await checkStaffChanges(database, history, counted(byStaff.map(keyOf)), slotOfSuccessor)
  await checkVersions()
  checkBookings()
  await checkRequests()
  await checkTeam(database, history)
  await checkClinics(database, history)
  await checkTrusts(database, history)
  return changes.filter(({ actor }) => actor === 'patient').length

  /** There must be one outbox event for each audit entry. */
  function checkEvents() {
    const kindOf = new Map(Object.values(NAMES).map(({ action, kind }) => [action, kind]))
    const expected = counted(audited.map(each => keyOf({ ...each, name: kindOf.get(each.name) ?? '' })))
    const found = counted(events.map(keyOf))
    for (const key of new Set([...expected.keys(), ...found.keys()]))
      if (expected.get(key) !== found.get(key))
        violations.add(
          'outbox and audit differ',
          `${key}: ${expected.get(key) ?? 0} entries, ${found.get(key) ?? 0} events`,
        )
  }

  /** Every accepted form must have made its change once, refused forms none, and there must be no other changes. */
  function checkForms() {
    const entries = counted(changes.filter(({ actor }) => actor === 'patient').map(keyOf))
    const authored = new Set<string>()
    for (const form of history.forms) {
      const key = keyOf({
        name: NAMES[form.change].action,
        id: form.appointmentId,
        version: form.version + 1,
      })
      const done = entries.has(key) && (!form.slotId || slotOfSuccessor(form.appointmentId) === form.slotId)
      if (done) authored.add(key)
      if (form.came === 'ok' && !done) reportLost(form)
      if (form.came === 'refused' && done) violations.add('phantom change', `refused, but done: ${form}`)
      if ((entries.get(key) ?? 0) > 1) violations.add('made twice', String(form))
    }
    for (const { actor, name, id, version } of changes)
      if (actor === 'patient' && !authored.has(keyOf({ name, id, version })))
        violations.add('phantom change', `no form asked for it: ${name} ${id} ${version}`)
  }

  /** The slot of the appointment that this one was moved to. */
  function slotOfSuccessor(id: string): string | undefined {
    return byId.get(byId.get(id)?.moved_to_id ?? '')?.slot_id
  }

  /** An accepted form did not change the version its patient saw: it changed a later one, or the change was lost. */
  function reportLost(form: Form) {
    const { action } = NAMES[form.change]
    const elsewhere = audited.find(
      ({ name, id, version }) => name === action && id === form.appointmentId && version > form.version + 1,
    )
    if (elsewhere)
      violations.add('stale form accepted', `${form} was made of version ${elsewhere.version - 1}`)
    else violations.add('acknowledged change lost', String(form))
  }

  /** Every version must come from one change with an audit entry, from a request that ended without one, or from the hospital. */
  async function checkVersions() {
    const entries = new Map<string, number>()
    const ended: string[] = await database('request_event')
      .join('change_request', 'change_request.id', 'request_event.request_id')
      .whereIn('event', ['declined', 'withdrawn', 'lapsed'])
      .pluck('appointment_id')
    for (const id of [...changes.map(each => each.id), ...ended]) entries.set(id, (entries.get(id) ?? 0) + 1)
    for (const { id, version } of appointments) {
      const authors = (entries.get(id) ?? 0) + (history.raisedByStaff.get(id) ?? 0)
      if (version - 1 !== authors)
        violations.add('made twice', `${id} was raised ${version - 1} times by ${authors} changes`)
    }
    const successors = appointments.map(each => each.moved_to_id).filter(id => id !== null)
    if (new Set(successors).size !== successors.length)
      violations.add('made twice', 'two appointments have become one')
    const booked = audited.filter(({ name }) => name === NAMES['booked-by-move'].action).length
    const made = appointments.filter(({ pas_id }) => pas_id.startsWith('portal-')).length
    if (booked !== made) violations.add('made twice', `${made} were made by ${booked} moves`)
  }

  /** A patient who moved must have one appointment, one who cancelled none, and no patient two. */
  function checkBookings() {
    const active = counted(
      appointments
        .filter(({ status }) => status === 'booked')
        .map(({ patient_id, clinic_id }) => keyOf({ name: patient_id, id: clinic_id, version: 0 })),
    )
    for (const { booking, patientId } of town.bookings) {
      const count = active.get(keyOf({ name: patientId, id: booking.clinicId, version: 0 })) ?? 0
      if (count > 1) violations.add('made twice', `${booking.title} is booked ${count} times`)
      if (count === 0 && !booking.mayHaveEnded) violations.add('without an appointment', booking.title)
      if (count === 1 && booking.surelyEnded)
        violations.add('acknowledged change lost', `${booking.title} was cancelled, and is booked`)
    }
  }

  /** Each received request must have exactly one state. */
  async function checkRequests() {
    const rows: { kind: string; status: string; appointment_id: string }[] = await database('change_request')
    const closed = await database('change_request')
      .where('reason', 'clinic-closed')
      .count({ total: '*' })
      .first()
    const received = audited.filter(({ name }) => name.startsWith('asked-to-')).length + Number(closed?.total)
    const states = ['open', 'done', 'declined', 'withdrawn', 'lapsed'].map(
      state => [state, rows.filter(({ status }) => status === state).length] as const,
    )
    if (received !== states.reduce((sum, [, count]) => sum + count, 0))
      violations.add(
        'requests do not add up',
        `${received} received; ${states.map(([state, count]) => `${count} ${state}`).join(', ')}`,
      )
  }
}

/** Counters must equal the rows and be within capacity. One statement, so that it can run while patients are active. */
export async function checkSlots(database: Database, { violations }: History): Promise<void> {
  const slots = await database('slot')
    .select('slot.id', 'slot.booked', 'slot.capacity')
    .select(
      database('appointment')
        .count('*')
        .whereRaw("appointment.slot_id = slot.id and appointment.status = 'booked'")
        .as('rows'),
    )
  for (const { id, booked, capacity, rows } of slots) {
    if (rows > capacity || booked > capacity)
      violations.add('slot over capacity', `${id}: ${rows} rows, counter ${booked}, capacity ${capacity}`)
    if (rows !== booked) violations.add('counter differs from rows', `${id}: ${rows} rows, counter ${booked}`)
  }
}

function keyOf({ name, id, version }: Entry): string {
  return `${name} ${id} ${version}`
}
