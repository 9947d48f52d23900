import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wayfinderEvent } from '../../../src/dev/simulator/reporting-events.ts'
import type { ReportedEvent } from '../../../src/features/wayfinder/coded-event.ts'
import { toWayfinder } from '../../../src/features/wayfinder/reporting-service-events.ts'
import type { WayfinderEvent } from '../../../src/gateways/reporting-service/reporting-service.ts'

const at = Temporal.Instant.from('2026-06-15T09:00:00.123456Z')
const Timestamp = '2026-06-15T09:00:00.123Z'
const nhsNumber = '9990000018'
const [AppointmentId, SessionId] = ['a1', 's1']
const trackingId = '95c487ab-d152-4cba-9c75-e8fd91a65906'

function of(kind: string, details: Record<string, unknown>): ReportedEvent {
  return { kind, at, nhsNumber, appointmentId: AppointmentId, sessionId: SessionId, trust: 'RFF', details }
}

const questionnaireId = 'q1'
const asked = { questionnaireId, availableFrom: '2026-06-15T08:30:00Z', status: 'requested' }
const QuestionnaireId = questionnaireId

const CODED: [ReportedEvent, WayfinderEvent][] = [
  [
    of('questionnaire', { ...asked, type: 'Pre-appointment questionnaire' }),
    {
      EventCode: 'QUEST',
      NHSNumber: nhsNumber,
      Id: questionnaireId,
      AppointmentId,
      QuestionnaireDate: '2026-06-15T08:30:00.000Z',
      QuestionnaireType: 'Pre-appointment questionnaire',
      ODSCode: 'RFF',
      Status: 'requested',
    },
  ],
  [
    of('questionnaire-viewed', { questionnaireId, trackingId }),
    { EventCode: 'QUEST-VIEW', QuestionnaireId, SessionId, TrackingId: trackingId },
  ],
  [of('questionnaire-started', { questionnaireId }), { EventCode: 'QUEST-STARTED', QuestionnaireId }],
  [of('questionnaire-completed', { questionnaireId }), { EventCode: 'QUEST-COMPLETE', QuestionnaireId }],
  [of('questionnaire-revoked', { questionnaireId }), { EventCode: 'QUEST-REVOKED', QuestionnaireId }],
]

for (const [event, coded] of CODED)
  test(`${event.kind} is reported as ${coded.EventCode}`, () => {
    assert.deepEqual(toWayfinder(event), { Timestamp, ...coded })
    assert.deepEqual(wayfinderEvent.parse(toWayfinder(event)), { Timestamp, ...coded })
  })

test('a questionnaire whose type the service does not know is not sent', () => {
  assert.equal(toWayfinder(of('questionnaire', { ...asked, type: 'Survey' })), undefined)
})
