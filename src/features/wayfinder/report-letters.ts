import { createHash } from 'node:crypto'
import type { Database, Transaction } from '../../database/database.ts'
import type { EventHandler } from '../../outbox/event.ts'
import type { Worker } from '../../scheduling/leased-job.ts'
import type { Actor } from '../../shared/actor.ts'
import { findReportableLetter, type ReportableLetter } from './reported-letter-store.ts'
import { addReportingEvent, isReported, type NewReportingEvent } from './reporting-event-store.ts'
import { saveReport } from './save-report.ts'

/*
 * Saves events about letters for the Wayfinder Reporting Service: the letter itself with each new receipt, and that its patient
 * opened it with a link in the NHS App, or opened its file.
 */

/** Reports a letter after an event of the outbox. */
export function reportLetterOf({ database, clock }: Worker): EventHandler {
  return ({ subject }) =>
    saveReport(database, async transaction => {
      await reportLetter(transaction, subject.id, clock.now())
    })
}

/** Reports that a patient opened a letter with a link in the NHS App; once for each link. */
export function reportLetterView(
  database: Database,
  actor: Actor,
  id: string,
  jumpOff: { id: string; trackingId?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  return saveReport(database, async transaction => {
    const letter = await reportLetter(transaction, id, now)
    if (!letter || (await isReported(transaction, jumpOff.id))) return
    await addReportingEvent(transaction, {
      ...eventFields(letter, now),
      kind: 'letter-viewed',
      onceKey: jumpOff.id,
      sessionId: sessionOf(actor),
      details: { letterId: letter.id, trackingId: jumpOff.trackingId },
    })
  })
}

/** Reports that a patient opened the file of a letter: each time. */
export function reportLetterOpened(
  database: Database,
  actor: Actor,
  id: string,
  now: Temporal.Instant,
): Promise<void> {
  return saveReport(database, async transaction => {
    const letter = await reportLetter(transaction, id, now)
    if (!letter) return
    await addReportingEvent(transaction, {
      ...eventFields(letter, now),
      kind: 'letter-opened',
      sessionId: sessionOf(actor),
      details: { letterId: letter.id },
    })
  })
}

/** Reports the letter if it has not been reported with its receipt yet. Undefined if it may not be reported. */
async function reportLetter(
  transaction: Transaction,
  id: string,
  now: Temporal.Instant,
): Promise<ReportableLetter | undefined> {
  const letter = await findReportableLetter(transaction, id, now)
  if (!letter) return undefined
  const onceKey = keyOf(letter)
  if (await isReported(transaction, onceKey)) return letter
  const { kind, datedOn, receipt } = letter
  await addReportingEvent(transaction, {
    ...eventFields(letter, now),
    kind: 'letter',
    onceKey,
    details: { letterId: letter.id, letterKind: kind, datedOn, receipt },
  })
  return letter
}

/** In the form of a GUID, as the column of keys takes them. */
function keyOf({ id, receipt }: ReportableLetter): string {
  const hash = createHash('sha256').update(`${id} ${receipt}`).digest('hex')
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    hash.slice(12, 16),
    hash.slice(16, 20),
    hash.slice(20, 32),
  ].join('-')
}

function eventFields(letter: ReportableLetter, at: Temporal.Instant): Omit<NewReportingEvent, 'kind'> {
  return {
    at,
    patientId: letter.patientId,
    appointmentId: letter.appointmentId ?? undefined,
    trust: letter.trust,
    specialty: letter.specialty ?? undefined,
  }
}

function sessionOf(actor: Actor): string | undefined {
  return 'sessionId' in actor ? actor.sessionId : undefined
}
