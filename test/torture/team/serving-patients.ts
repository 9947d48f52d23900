import { CANCEL_REASONS } from '../../../src/features/appointments/cancel/cancel-reasons.ts'
import { versionIn } from '../pages.ts'
import { type Desk, oneOf, openForm, rowsOf, sendDeed } from './desk.ts'
import { chooseTime } from './working-requests.ts'

/** A patient phones to cancel or to move an appointment. */
export async function servePatient(desk: Desk): Promise<void> {
  const { database, history, random, town, trust, userId } = desk
  const booked = database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where({ 'clinic.trust_ods_code': trust, 'appointment.status': 'booked' })
    .orderBy('appointment.id')
  const row = await oneOf(desk, booked.select('appointment.*'))
  if (!row) return
  const action = random.chance(0.3) ? 'cancelled' : 'moved'
  const [id, patient] = [String(row.id), `/staff/patients/${row.patient_id}`]
  const path = `${patient}/appointments/${id}/${action === 'cancelled' ? 'cancel' : 'move'}`
  const chosen = action === 'moved' ? await chooseTime(desk, path) : undefined
  const fields = action === 'moved' ? chosen?.fields : await openForm(desk, path)
  // The patient has asked for a change, or there is no time.
  if (!fields?.seen) return
  const booking = town.bookingOf(row)
  const reason = random.one(CANCEL_REASONS)
  history.tried(id).staff = true
  const deed = history.deed({
    of: 'patient',
    step: action,
    id: String(row.patient_id),
    version: 0,
    by: userId,
    chosen: chosen?.slotId ?? reason,
    appointment: { id, version: versionIn(fields.seen), action },
  })
  if (action === 'cancelled') booking?.cancelling(deed, booking.epoch)
  const told = random.one(['phone', 'phone', 'not-yet'])
  const sent = { ...fields, told, ...(action === 'cancelled' && { reason }) }
  await sendDeed(desk, deed, { path, fields: sent, done: patient })
}

/** Lets a patient in again whom the trust has taken out of the portal, or takes one out. */
export async function changeAccess(desk: Desk): Promise<void> {
  const { database, history, town, trust, userId } = desk
  const barred = database('patient').where('portal_access', false).orderBy('id')
  const out = await oneOf(desk, barred)
  const person = out
    ? town.people.find(({ patientId }) => patientId === out.id)
    : desk.random.one(town.people)
  if (!person) return
  const path = `/staff/patients/${person.patientId}`
  const fields = await openForm(desk, `${path}/portal-access`)
  // Another trust has taken them out.
  if (!fields?.decision) return
  const step = String(fields.decision)
  if (step === 'barred') person.mayBeBarred = true
  const [id, version] = [person.patientId, Number(fields.version)]
  const deed = history.deed({ of: 'patient', step, id, version, by: userId })
  const sent = { ...fields, reason: `Decided at ${trust}` }
  await sendDeed(desk, deed, { path: `${path}/portal-access`, fields: sent, done: path })
  const [now] = await rowsOf(database('patient').where('id', id))
  person.mayBeBarred = !now?.portal_access
}
