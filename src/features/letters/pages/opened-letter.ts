import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import { reportLetterOpened } from '../../wayfinder/wayfinder.ts'
import type { Letter } from '../letter.ts'

/**
 * The letter in the address, or the address at which the one is that has replaced it. An old link must lead to the letter
 * that counts.
 */
export async function openLetter(
  { letters }: Services,
  { actor, params, session }: Request,
): Promise<{ letter: Letter; movedTo?: undefined } | { letter?: undefined; movedTo: string }> {
  const letter = await letters.find(actor, params.documentId)
  const { jumpOff } = session
  // The link of the NHS App may be older than the letter that counts.
  if (jumpOff && jumpOff.documentId === params.documentId) jumpOff.documentId = letter.id
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

/** Reports, after it has been sent, that the file of a letter was opened. */
export function reportOpened(
  { clock, database, log }: Services,
  { actor, reference }: Request,
  { id }: Letter,
): Promise<void> {
  return reportLetterOpened(database, actor, id, clock.now()).catch(error =>
    log.error({ reference, kind: 'letter-opened', error }, 'the opening of a letter was not reported'),
  )
}
