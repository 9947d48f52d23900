import { randomUUID } from 'node:crypto'
import type { Services } from '../services.ts'
import { dropInvalidResources } from './drop-invalid-resources.ts'
import type { Search } from './search.ts'
import { fhirTask } from './task.ts'
import { taskShape } from './task-shape.ts'

/** Lists every questionnaire that the patient was asked to answer, for the NHS App. */
export function searchQuestionnaires(services: Services): Search {
  const { appointments, clock, questionnaires, baseUrl, extSystemName, log, metrics } = services
  return {
    resourceType: 'Task',
    shows: { action: 'listed-questionnaires-in-nhs-app', subject: () => 'patient' },
    async find({ actor, nhsNumber, request }) {
      const [list, shown] = await Promise.all([questionnaires.listAll(actor), appointments.listAll(actor)])
      const byId = new Map(shown.map(appointment => [appointment.id, appointment]))
      const trackingId = request.correlationId?.toLowerCase() ?? randomUUID()
      const context = { nhsNumber, baseUrl, extSystemName, trackingId }
      const now = clock.now()
      const resources = list.map(each => fhirTask(each, byId.get(each.appointmentId ?? ''), context, now))
      return dropInvalidResources('Task', resources, taskShape, { log, metrics, request })
    },
  }
}
