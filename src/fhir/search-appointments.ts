import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import type { Services } from '../services.ts'
import { fhirAppointment } from './appointment.ts'
import { appointmentShape } from './appointment-shape.ts'
import { dropInvalidResources } from './drop-invalid-resources.ts'
import type { Search } from './search.ts'

/** Lists every appointment of the patient that may be shown, for the NHS App. */
export function searchAppointments({ appointments, baseUrl, extSystemName, log, metrics }: Services): Search {
  return {
    resourceType: 'Appointment',
    shows: { action: 'listed-in-nhs-app', subject: () => 'patient' },
    async find({ actor, nhsNumber, request }) {
      const list = await appointments.listAll(actor)
      const context = { nhsNumber, baseUrl, extSystemName, trackingId: trackingId(request) }
      const resources = list.map(appointment => fhirAppointment(appointment, context))
      return dropInvalidResources('Appointment', resources, appointmentShape, { log, metrics, request })
    },
  }
}

/** Lower case, as the reporting service requires. */
function trackingId({ correlationId }: Request): string {
  return correlationId?.toLowerCase() ?? randomUUID()
}
