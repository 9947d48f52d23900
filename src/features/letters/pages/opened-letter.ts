import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import type { Letter } from '../letter.ts'

/**
 * The letter in the address, or the address at which the one is that has replaced it. An old link must lead to the letter
 * that counts.
 */
export async function openLetter(
  { letters }: Services,
  { actor, params }: Request,
): Promise<{ letter: Letter; movedTo?: undefined } | { letter?: undefined; movedTo: string }> {
  const letter = await letters.find(actor, params.documentId)
  return letter.id === params.documentId ? { letter } : { movedTo: `/patient-portal/document/${letter.id}` }
}

/** The appointment that a letter is about, if the patient is shown it. */
export async function appointmentOf(
  { appointments }: Services,
  { actor }: Request,
  { appointmentId }: Letter,
): Promise<Appointment | undefined> {
  return appointmentId === null ? undefined : appointments.findIfTheirs(actor, appointmentId)
}

/** Notes a receipt after the letter has been sent. Without it the letter counts as not opened, which is the safe side. */
export function noteReceipt(
  { letters, log }: Services,
  { actor, reference }: Request,
  { id }: Letter,
  receipt: 'Seen' | 'Read',
): () => Promise<void> {
  return () =>
    letters
      .noteReceipt(actor, id, receipt)
      .catch(error => log.error({ reference, error }, 'the receipt of a letter was not noted'))
}
