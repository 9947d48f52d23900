import { type Coded, type Fields, isoTimestamp, NOT_SENT, type ReportedEvent, text } from './coded-event.ts'

/** What the service calls each kind of questionnaire. Of others it is told nothing. */
const TYPES = [
  'Pre-appointment questionnaire',
  'Post-appointment questionnaire',
  'General update questionnaire',
  'pifu-triage',
]

/** The codes of the service for what happened to a questionnaire. */
export function questionnaireEvent({
  appointmentId,
  details,
  kind,
  nhsNumber,
  sessionId,
  trust,
}: ReportedEvent): Coded {
  const { availableFrom, questionnaireId, status, trackingId, type } = details
  const itself: Fields = [['QuestionnaireId', text(questionnaireId)]]
  switch (kind) {
    case 'questionnaire':
      if (!TYPES.includes(String(type))) return NOT_SENT
      return [
        'QUEST',
        [
          ['NHSNumber', nhsNumber],
          ['Id', text(questionnaireId)],
          ['AppointmentId', appointmentId ?? null],
          ['QuestionnaireDate', isoTimestamp(Temporal.Instant.from(String(availableFrom)))],
          ['QuestionnaireType', text(type)],
          ['ODSCode', trust],
          ['Status', text(status)],
        ],
      ]
    case 'questionnaire-viewed':
      return ['QUEST-VIEW', [...itself, ['SessionId', sessionId], ['TrackingId', text(trackingId) ?? null]]]
    case 'questionnaire-started':
      return ['QUEST-STARTED', itself]
    case 'questionnaire-completed':
      return ['QUEST-COMPLETE', itself]
    case 'questionnaire-revoked':
      return ['QUEST-REVOKED', itself]
    default:
      return NOT_SENT
  }
}
