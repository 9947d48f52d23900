import { randomUUID } from 'node:crypto'
import type { Services } from '../services.ts'
import { fhirDocumentReference } from './document-reference.ts'
import { documentReferenceShape } from './document-reference-shape.ts'
import { dropInvalidResources } from './drop-invalid-resources.ts'
import type { Search } from './search.ts'

/** Lists every letter that the patient may be shown, for the NHS App. */
export function searchLetters(services: Services): Search {
  const { appointments, letters, baseUrl, extSystemName, log, metrics } = services
  return {
    resourceType: 'DocumentReference',
    shows: { action: 'listed-letters-in-nhs-app', subject: () => 'patient' },
    async find({ actor, nhsNumber, request }) {
      const [list, shown] = await Promise.all([letters.listAll(actor), appointments.listAll(actor)])
      const byId = new Map(shown.map(appointment => [appointment.id, appointment]))
      const trackingId = request.correlationId?.toLowerCase() ?? randomUUID()
      const context = { nhsNumber, baseUrl, extSystemName, trackingId }
      const resources = list.map(letter =>
        fhirDocumentReference(letter, byId.get(letter.appointmentId ?? ''), context),
      )
      return dropInvalidResources('DocumentReference', resources, documentReferenceShape, {
        log,
        metrics,
        request,
      })
    },
  }
}
