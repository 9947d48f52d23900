import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { someone } from '../features/appointments/support.ts'
import { askedQuestionnaire } from '../features/questionnaires/asked-questionnaire.ts'
import { readMetrics, sampleOf } from '../support/metrics.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'
import { isR4 } from './validators.ts'

/** A questionnaire as the aggregator receives it, field by field: Get Appointments API, schema Task. */

const portal = await aPortal()
after(() => portal.close())
const { database } = portal

type Person = Parameters<typeof ask>[1]

async function sent(person: Person, correlationId: string = randomUUID()) {
  // What is asked now is available at once.
  portal.clock.pass({ seconds: 1 })
  const { body, status } = await ask(portal, person, { resource: 'Task', correlationId })
  assert.equal(status, 200)
  isR4(body)
  return body
}

const utc = (at: Temporal.Instant) => at.toString({ smallestUnit: 'second' }).replace('Z', '+00:00')

test('a questionnaire about an appointment, with everything that is known of it', async () => {
  const expiresAt = portal.clock.now().add({ hours: 48 })
  const { appointmentId, askedAt, id, person, trustOdsCode } = await askedQuestionnaire(portal, { expiresAt })
  await database('trust')
    .where('ods_code', trustOdsCode)
    .update({ name: 'Barnsley Hospital NHS Foundation Trust' })
  const correlationId = randomUUID()
  const fhir = `${portal.url}/FHIR/R4`
  const type = 'Pre-appointment questionnaire'
  const { entry, ...bundle } = await sent(person, correlationId)
  assert.deepEqual(bundle, { resourceType: 'Bundle', id: correlationId, type: 'searchset', total: 1 })
  const [{ fullUrl, resource }] = entry
  assert.equal(fullUrl, `${fhir}/Task/${id}`)
  const { extension, ...task } = resource
  assert.equal(extension[0].valueCoding.system, 'https://fhir.nhs.uk/CodeSystem/Specialty-1')
  assert.deepEqual(task, {
    resourceType: 'Task',
    id,
    status: 'requested',
    intent: 'plan',
    description: 'Before your visit',
    focus: { type: 'Appointment', reference: `${fhir}/Appointment/${appointmentId}` },
    for: {
      type: 'Patient',
      identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: person.nhsNumber },
    },
    authoredOn: utc(askedAt),
    owner: {
      type: 'Organization',
      identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trustOdsCode },
      display: 'Barnsley Hospital NHS Foundation Trust',
    },
    reasonCode: {
      coding: [
        {
          system: 'https://fhir.nhs.uk/StructureDefinition/Extension-Questionnaire-Type',
          code: 'pre-appointment',
          display: type,
        },
      ],
      text: type,
    },
    reasonReference: {
      type: 'Questionnaire',
      reference: `${portal.url}/patient-portal/questionnaire/${id}?extSystemName=patient-portal&trackingId=${correlationId}`,
    },
    restriction: { period: { end: utc(expiresAt) } },
  })
})

test('its status is that of the questionnaire, and one that was not answered in time is cancelled', async () => {
  const { id, person } = await askedQuestionnaire(portal)
  const now = portal.clock.now()
  const column = (at: Temporal.Instant) => at.toString({ smallestUnit: 'millisecond' }).slice(0, -1)
  const after = async (changes: object) => {
    await database('questionnaire').where({ id }).update(changes)
    const [{ resource }] = (await sent(person)).entry
    return [resource.status, resource.lastModified]
  }
  assert.deepEqual(await after({ status: 'in-progress', started_at: column(now) }), [
    'in-progress',
    undefined,
  ])
  const expired = { expires_at: column(now.subtract({ hours: 1 })) }
  assert.deepEqual(await after(expired), ['cancelled', undefined])
  const completed = { status: 'completed', completed_at: column(now), completed_by: 'patient' }
  assert.deepEqual(await after(completed), ['completed', utc(now)])
  const before = column(now.subtract({ hours: 1 }))
  const revoked = { status: 'cancelled', revoked_at: before, completed_at: null, completed_by: null }
  assert.deepEqual(await after(revoked), ['cancelled', utc(now)])
})

test('it is listed from when it is available, for its patient, without an appointment that is hidden', async () => {
  const { appointmentId, id, person } = await askedQuestionnaire(portal)
  const other = await askedQuestionnaire(portal)
  assert.equal((await sent(person)).total, 1)
  await database('appointment').where('id', appointmentId).update({ hidden: true })
  const [{ resource }] = (await sent(person)).entry
  assert.deepEqual([resource.id, resource.focus, resource.extension], [id, undefined, undefined])
  const later = portal.clock.now().add({ hours: 1 }).toString({ smallestUnit: 'millisecond' }).slice(0, -1)
  await database('questionnaire').where('id', other.id).update({ available_from: later })
  assert.equal((await sent(other.person)).total, 0)
})

test('a patient who may not use the portal gets an empty list', async () => {
  const { patientId, person } = await askedQuestionnaire(portal)
  await database('patient').where('id', patientId).update({ sensitive: true })
  assert.equal((await sent(person)).total, 0)
})

test('what was listed is in the log of the patient', async () => {
  const { patientId, person } = await askedQuestionnaire(portal)
  await sent(person)
  const entries = await database('audit_log').where('patient_id', patientId).pluck('action')
  assert.equal(entries.at(-1), 'listed-questionnaires-in-nhs-app')
})

test('one that the aggregator would not accept is left out and counted', async () => {
  const { id, person } = await askedQuestionnaire(portal)
  const { definition_id: definition } = await database('questionnaire').where({ id }).first()
  await database('questionnaire_definition').where('id', definition).update({ title: 'two\nlines' })
  const count = async () =>
    sampleOf(await readMetrics(portal), 'portal_fhir_resources_left_out_total', { resource: 'Task' })
  const before = Number(await count())
  assert.equal((await sent(person)).total, 0)
  assert.equal(Number(await count()), before + 1)
})

test('without questionnaires in this installation the list is empty', async t => {
  const without = await aPortal({ disabledFeatures: ['questionnaires'] })
  t.after(() => without.close())
  const { person } = await someone(without)
  const { body } = await ask(without, person, { resource: 'Task' })
  assert.equal(body.total, 0)
})
