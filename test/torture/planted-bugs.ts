import type { Kind } from './violations.ts'

export interface Bug {
  name: string
  /** The kinds of violation the checker must report. */
  caughtAs: readonly Kind[]
  /** The text to replace, in which file. Several if one safeguard backs up another. */
  replacements: { file: string; from: string; to: string }[]
}

const CHANGES = 'src/features/appointments/change-requests.ts'
const SLOTS = 'src/features/appointments/slot-store.ts'
const APPOINTMENTS = 'src/features/appointments/appointment-store.ts'
const BOOKINGS = 'src/features/appointments/bookings.ts'
const BOOKING_STORE = 'src/features/appointments/booking-store.ts'

/** Mistakes that a developer could easily make. */
export const bugs: Bug[] = [
  {
    name: 'no capacity check, neither when a place is taken nor before nor in the schema',
    caughtAs: ['slot over capacity'],
    replacements: [
      { file: SLOTS, from: "    .whereRaw('booked < capacity and blocks = 0')\n", to: '' },
      { file: SLOTS, from: "    .whereRaw('slot.booked < slot.capacity and slot.blocks = 0')\n", to: '' },
      { file: 'migrations/0001-pas.ts', from: "'booked >= 0 and booked <= capacity'", to: "'booked >= 0'" },
    ],
  },
  {
    name: 'no key is claimed',
    caughtAs: ['repeat refused'],
    replacements: [
      {
        file: 'src/database/idempotent.ts',
        from: "await transaction('accepted_change').insert(row).catch(throwIfClaimed)",
        to: 'if (!row) throw throwIfClaimed',
      },
    ],
  },
  {
    name: 'the version is ignored',
    caughtAs: ['stale form accepted'],
    replacements: [
      {
        file: BOOKING_STORE,
        from: ".where({ id, version, status: 'booked' })\n    .update({\n",
        to: ".where({ id, status: 'booked' })\n    .update({\n",
      },
      {
        file: BOOKING_STORE,
        from: ".where({ id, version, status: 'booked' })\n      .update({ version",
        to: ".where({ id, status: 'booked' })\n      .update({ version",
      },
      {
        file: 'src/features/appointments/seen.ts',
        from: 'PARTS.filter((_part, index) =>',
        to: "PARTS.filter((part, index) => part !== 'version' &&",
      },
    ],
  },
  {
    name: 'the event is sent before the change is committed',
    caughtAs: ['outbox and audit differ'],
    replacements: [
      {
        file: BOOKINGS,
        from: '  await addToOutbox(transaction, event, subject, now)\n',
        to: "  if (event !== 'appointment-moved') await addToOutbox(transaction, event, subject, now)\n",
      },
      {
        file: CHANGES,
        from: "    return this.#once(actor, 'reschedule', decision, chosen.slotId,",
        to: `    const sent = { type: 'appointment', id: decision.id, version: versionSeen(decision.seen) + 1 }
    const send = (transaction: Transaction) => addToOutbox(transaction, 'appointment-moved', sent, this.#clock.now())
    await this.#database.transaction(send).catch(() => {})
    return this.#once(actor, 'reschedule', decision, chosen.slotId,`,
      },
    ],
  },
  {
    name: 'the place is not released',
    caughtAs: ['counter differs from rows'],
    replacements: [
      { file: SLOTS, from: 'if (slotId === null) return', to: 'if (slotId !== undefined) return' },
    ],
  },
  {
    name: 'the patient is left out of the query',
    caughtAs: ['another patient shown'],
    replacements: [
      {
        file: APPOINTMENTS,
        from: ".where({ 'appointment.id': id, 'appointment.patient_id': patientId })",
        to: ".where({ 'appointment.id': id }).whereRaw('? = ?', [patientId, patientId])",
      },
    ],
  },
  {
    name: 'a move releases the old time first, in a transaction of its own',
    caughtAs: ['without an appointment'],
    replacements: [
      {
        file: CHANGES,
        from: "    return this.#once(actor, 'reschedule', decision, chosen.slotId, async (transaction, appointment, how) => {\n",
        to: `    const mine = { id: decision.id, patient_id: requirePatientAccess(actor), version: versionSeen(decision.seen) }
    const released = { status: 'cancelled', cancelled_by: 'patient', cancelled_at: this.#clock.now().toString().slice(0, -1) }
    await this.#database('appointment').where({ ...mine, status: 'booked' }).update(released)
    return this.#once(actor, 'reschedule', decision, chosen.slotId, async (transaction, appointment, how) => {\n`,
      },
      {
        file: CHANGES,
        from: '        await lockPatient(transaction, requirePatientAccess(actor))\n',
        to: `        await lockPatient(transaction, requirePatientAccess(actor))
        const back = { status: 'booked', cancelled_by: null, cancelled_at: null }
        const old = { id, version: versionSeen(seen), status: 'cancelled' }
        if (kind === 'reschedule') await transaction('appointment').where(old).update(back)\n`,
      },
    ],
  },
]
