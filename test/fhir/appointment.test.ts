import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { aRequest, someone } from '../features/appointments/support.ts'
import { aClinic, anAppointment, aPatient, aSite, aTrust } from '../support/builders.ts'
import { newPerson } from '../support/person.ts'
import { aPortal } from '../support/portal.ts'
import { extensionOf, MEDIUM, PRIORITY, REQUEST } from './extensions.ts'
import { ask } from './support.ts'
import { faultsInR4, isR4, withValidBasedOn } from './validators.ts'

/** An appointment as the aggregator receives it, field by field: Get Appointments API, schema Appointment. */

const portal = await aPortal()
after(() => portal.close())
const { database } = portal

async function sent(person: Parameters<typeof ask>[1], correlationId: string = randomUUID()) {
  const { body, status } = await ask(portal, person, { correlationId })
  assert.equal(status, 200)
  isR4(body)
  return body
}

async function theOne(person: Parameters<typeof ask>[1]) {
  const { entry, total } = await sent(person)
  assert.equal(total, 1)
  return entry[0].resource
}

test('a visit to the hospital, with everything the PAS has about it', async () => {
  const person = newPerson()
  const trust = await aTrust(database, { ods_code: 'RFF', name: 'Barnsley Hospital NHS Foundation Trust' })
  await aSite(database, { ods_code: 'RFF01', trust_ods_code: trust, name: 'Main site', address: 'Road' })
  const clinic = await aClinic(database, { trust_ods_code: trust, treatment_function_code: '330' })
  const when = { now: Temporal.Instant.from('2026-07-01T08:30:00Z'), in: { hours: 0 } }
  const id = await anAppointment(database, await aPatient(database, person), clinic, when, {
    pas_id: '4817508',
    title: 'Skin clinic',
    medium: 'FACE_TO_FACE',
    site_ods_code: 'RFF01',
    place: 'Room 2',
    priority: 'URGENT',
    ubrn: '000000000001',
    pathway_id: 'RBH5644312231',
    pathway_issuer: 'X09',
  })
  const correlationId = randomUUID()
  const bundle = await sent(person, correlationId)
  const fhir = `${portal.url}/FHIR/R4`
  const link = `${portal.url}/patient-portal/appointment/${id}?extSystemName=patient-portal&trackingId=${correlationId}`
  const extension = 'https://fhir.nhs.uk/StructureDefinition/Extension'
  assert.deepEqual(bundle, {
    resourceType: 'Bundle',
    id: correlationId,
    type: 'searchset',
    total: 1,
    entry: [
      {
        fullUrl: `${fhir}/Appointment/${id}`,
        search: { mode: 'match' },
        resource: {
          resourceType: 'Appointment',
          id,
          extension: [
            { url: `${extension}-Portal-Link`, valueUrl: link },
            { url: `${extension}-Consultation-Medium`, valueCode: 'FACE_TO_FACE' },
            {
              url: `${extension}-ServiceRequest-Priority`,
              valueCoding: { system: 'https://fhir.nhs.uk/CodeSystem/eRS-Priority', code: 'URGENT' },
            },
          ],
          identifier: [
            { system: `${fhir}/pas/RFF/Appointment`, value: '4817508' },
            { system: `${fhir}/Appointment`, value: id },
          ],
          status: 'booked',
          specialty: [
            {
              coding: [
                { system: 'https://fhir.nhs.uk/CodeSystem/Specialty-1', code: '330', display: 'Dermatology' },
              ],
            },
          ],
          description: 'Skin clinic',
          start: '2026-07-01T08:30:00+00:00',
          end: '2026-07-01T09:00:00+00:00',
          basedOn: [
            {
              identifier: [
                { system: 'https://fhir.nhs.uk/Id/UBRN', value: '000000000001' },
                { system: 'https://fhir.nhs.uk/Id/PathwayId', value: 'RBH5644312231' },
              ],
            },
          ],
          participant: [
            {
              actor: {
                type: 'Patient',
                identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: person.nhsNumber },
              },
              status: 'accepted',
            },
            {
              actor: {
                type: 'Location',
                identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: 'RFF' },
                display: 'Barnsley Hospital NHS Foundation Trust',
              },
              status: 'accepted',
            },
            { actor: { type: 'Location', display: 'Room 2, Main site' }, status: 'accepted' },
          ],
        },
      },
    ],
  })
})

test('the structure for the aggregator breaks R4 in one place, which the validators find', async () => {
  const { person } = await someone(portal, { appointment: { ubrn: '000000000001' } })
  const resource = await theOne(person)
  const faults = faultsInR4(resource)
  assert.deepEqual(faults, ['Appointment.basedOn.identifier Expected single value for property'])
  assert.deepEqual(faultsInR4(withValidBasedOn(resource)), [])
})

test('the validators find faults', async () => {
  const { person } = await someone(portal)
  const right = await theOne(person)
  for (const [what, wrong] of Object.entries({
    'an unknown code': { status: 'busy' },
    'a date for an instant': { start: '2026-07-01' },
    'a start without an end': { end: undefined },
    'no status': { status: undefined },
    'an empty list': { slot: [] },
    'an empty text': { description: '' },
    'words for an object': { specialty: 'Cardiology' },
    'an unknown property': { colour: 'blue' },
    'no participants': { participant: undefined },
  }))
    assert.notDeepEqual(faultsInR4(JSON.parse(JSON.stringify({ ...right, ...wrong }))), [], what)
})

for (const medium of ['TELEPHONE', 'VIDEO_CONSULTATION'])
  test(`an appointment by ${medium} has no place`, async () => {
    const { person } = await someone(portal, { appointment: { medium, place: 'Room 2' } })
    const resource = await theOne(person)
    assert.equal(extensionOf(resource, MEDIUM), medium)
    assert.equal(resource.participant.length, 2)
    assert.doesNotMatch(JSON.stringify(resource), /Room 2/)
  })

const cancelled = {
  status: 'cancelled',
  attended: '4',
  cancelled_at: '2026-06-15T08:00:00.000',
  cancelled_by: 'hospital',
}

for (const [status, request, expected] of [
  ['booked', undefined, undefined],
  ['booked', 'cancel', 'Pending Cancellation'],
  ['booked', 'reschedule', 'Pending Reschedule'],
  ['cancelled', 'reschedule', 'Pending Reschedule'],
  ['cancelled', 'cancel', undefined],
  ['cancelled', undefined, undefined],
  ['fulfilled', undefined, undefined],
  ['noshow', undefined, undefined],
] as const)
  test(`${status} in the PAS with ${request ?? 'nothing'} asked for is ${status} and ${expected ?? 'nothing pending'}`, async () => {
    const changes = status === 'cancelled' ? cancelled : { status }
    const { id, person } = await someone(portal, { appointment: changes })
    if (request) await aRequest(database, id, request)
    const resource = await theOne(person)
    assert.equal(resource.status, status)
    assert.equal(extensionOf(resource, REQUEST), expected)
    assert.equal(extensionOf(resource, PRIORITY), 'ROUTINE')
  })

for (const encounter_class of ['inpatient', 'daycase', 'outpatient'])
  test(`an appointment that is ${encounter_class} in the PAS has the aggregator’s code for it`, async () => {
    const { person } = await someone(portal, { appointment: { encounter_class } })
    const resource = await theOne(person)
    const code = resource.appointmentType?.coding[0].code
    assert.equal(code, encounter_class === 'outpatient' ? undefined : 'IMP')
    assert.ok(resource.end > resource.start)
  })

test('a pre-assessment has the name the API requires', async () => {
  for (const title of ['Pre-assessment', 'Preassessment', 'Pre-Assessment']) {
    const { person } = await someone(portal, { appointment: { title } })
    assert.equal((await theOne(person)).description, 'Pre-assessment appointment')
  }
})
