import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Appointment } from '../appointments/appointments.ts'
import type { AskedAt } from './contact-requests.ts'

/** More than a patient reads through. */
const MAX_APPOINTMENTS = 10

/** What a request can be about: an appointment of the patient, or something else at a trust. */
export interface ContactPlaces {
  appointments: Appointment[]
  trusts: { odsCode: string; name: string }[]
}

/**
 * The appointments to come, soonest first, then those that are over, latest first; and the trusts at which the patient has
 * appointments, or every trust. `linked`: an appointment that is there in any case.
 */
export async function contactPlaces(
  { appointments, clock, contactRequests }: Services,
  actor: Actor,
  linked: string | undefined,
): Promise<ContactPlaces> {
  const now = clock.now()
  const all = (await appointments.listAll(actor)).filter(({ movedToId }) => movedToId === null)
  const isOver = ({ endsAt }: Appointment) => Temporal.Instant.compare(endsAt, now) < 0
  const inOrder = [...all.filter(each => !isOver(each)), ...all.filter(isOver).toReversed()]
  const shown = inOrder.filter(({ id }, index) => index < MAX_APPOINTMENTS || id === linked)
  const theirs = new Set(all.map(({ trustOdsCode }) => trustOdsCode))
  const trusts = await contactRequests.trusts(actor)
  return {
    appointments: shown,
    trusts: theirs.size > 0 ? trusts.filter(({ odsCode }) => theirs.has(odsCode)) : trusts,
  }
}

/** Undefined if nothing like this can be chosen. */
export function placeChosen(
  { appointments, trusts }: ContactPlaces,
  place: string | undefined,
): (AskedAt & { appointment: Appointment | undefined; trustName: string }) | undefined {
  const appointment = appointments.find(({ id }) => id === place)
  if (appointment) {
    const { id: appointmentId, trustName, trustOdsCode } = appointment
    return { appointment, appointmentId, trustName, trustOdsCode }
  }
  const trust = trusts.find(({ odsCode }) => odsCode === place)
  return (
    trust && {
      appointment: undefined,
      appointmentId: null,
      trustName: trust.name,
      trustOdsCode: trust.odsCode,
    }
  )
}
