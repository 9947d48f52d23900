import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A portal that answers the aggregator with a given answer. */
export class PortalDouble {
  status = 200
  answer: unknown = {}
  readonly received: IncomingMessage[] = []
  readonly #server = createServer((request, response) => {
    this.received.push(request)
    response.writeHead(this.status, { 'content-type': 'application/fhir+json' })
    response.end(typeof this.answer === 'string' ? this.answer : JSON.stringify(this.answer))
  })

  static async start(): Promise<PortalDouble> {
    const portal = new PortalDouble()
    portal.#server.listen(0, 'localhost')
    await once(portal.#server, 'listening')
    return portal
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  bundle(...resources: { id: string }[]) {
    const entry = resources.map(resource => ({
      fullUrl: `${this.url}/FHIR/R4/Appointment/${resource.id}`,
      resource,
    }))
    return {
      resourceType: 'Bundle',
      type: 'searchset',
      total: entry.length,
      ...(entry.length > 0 && { entry }),
    }
  }

  appointment(changes: Record<string, unknown> = {}, request?: string) {
    const id = '3f2c8a52-7d2e-4a7f-9a51-0d2f5d9b1c10'
    const extension = 'https://fhir.nhs.uk/StructureDefinition/Extension'
    return {
      resourceType: 'Appointment',
      id,
      extension: [
        {
          url: `${extension}-Portal-Link`,
          valueUrl: `${this.url}/patient-portal/appointment/${id}?extSystemName=patient-portal&trackingId=t`,
        },
        { url: `${extension}-Consultation-Medium`, valueCode: 'FACE_TO_FACE' },
        ...(request ? [{ url: `${extension}-Appointment-RequestStatus`, valueCode: request }] : []),
      ],
      status: 'booked',
      description: 'Heart & lung <clinic>',
      specialty: [
        { coding: [{ system: 'https://fhir.nhs.uk/CodeSystem/Specialty-1', code: '320', display: 'x' }] },
      ],
      start: '2126-07-01T08:30:00+00:00',
      end: '2126-07-01T09:00:00+00:00',
      participant: [
        {
          actor: {
            type: 'Location',
            identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RFF' },
            display: 'The Trust',
          },
          status: 'accepted',
        },
      ],
      ...changes,
    }
  }
}
