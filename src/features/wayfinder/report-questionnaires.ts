import type { Database } from '../../database/database.ts'
import type { EventHandler } from '../../outbox/event.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { findReportableQuestionnaire, type ReportableQuestionnaire } from './reported-questionnaire-store.ts'
import {
  addReportingEvent,
  isReported,
  type NewReportingEvent,
  type ReportedKind,
} from './reporting-event-store.ts'
import { saveReport } from './save-report.ts'

/** The status that each event of the outbox brings, and what it is besides. */
const REPORTED: Readonly<Record<string, { status: string; also?: ReportedKind }>> = {
  'questionnaire-requested': { status: 'requested' },
  'questionnaire-started': { status: 'in-progress', also: 'questionnaire-started' },
  'questionnaire-completed': { status: 'completed', also: 'questionnaire-completed' },
  'questionnaire-revoked': { status: 'cancelled', also: 'questionnaire-revoked' },
}
export const QUESTIONNAIRE_EVENTS = Object.keys(REPORTED)

/** Reports what happened to a questionnaire: first its state, then what happened. Once, however often it is delivered. */
export function reportQuestionnaire({ clock, database }: { clock: Clock; database: Database }): EventHandler {
  return async event => {
    const reported = REPORTED[event.kind]
    if (!reported) return
    await saveReport(database, async transaction => {
      if (await isReported(transaction, event.id)) return
      const now = clock.now()
      const found = await findReportableQuestionnaire(transaction, event.subject.id, now)
      if (!found) return
      const { also, status } = reported
      await addReportingEvent(transaction, { ...stateOf(found, status, now), onceKey: event.id })
      if (also) await addReportingEvent(transaction, { ...fieldsOf(found, now), kind: also })
    })
  }
}

/** Reports that a patient opened a questionnaire with a link in the NHS App; once for each link. */
export async function reportQuestionnaireView(
  database: Database,
  actor: Actor,
  id: string,
  jumpOff: { id: string; trackingId?: string | undefined },
  now: Temporal.Instant,
): Promise<void> {
  await saveReport(database, async transaction => {
    if (await isReported(transaction, jumpOff.id)) return
    const found = await findReportableQuestionnaire(transaction, id, now)
    if (!found) return
    const fields = fieldsOf(found, now)
    await addReportingEvent(transaction, {
      ...fields,
      kind: 'questionnaire-viewed',
      sessionId: 'sessionId' in actor ? actor.sessionId : undefined,
      onceKey: jumpOff.id,
      details: { ...fields.details, trackingId: jumpOff.trackingId },
    })
  })
}

function stateOf(found: ReportableQuestionnaire, status: string, now: Temporal.Instant): NewReportingEvent {
  const fields = fieldsOf(found, now)
  const { availableFrom, type } = found
  const details = { ...fields.details, type, availableFrom: availableFrom.toString(), status }
  return { ...fields, kind: 'questionnaire', details }
}

function fieldsOf({ appointmentId, id, patientId, trust }: ReportableQuestionnaire, at: Temporal.Instant) {
  return {
    at,
    patientId,
    trust,
    ...(appointmentId && { appointmentId }),
    details: { questionnaireId: id },
  }
}
