import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { Letters } from '../../src/features/letters/letters.ts'
import { portalActor } from '../../src/shared/actor.ts'
import { NotFound } from '../../src/shared/errors.ts'
import { readBy } from '../features/access-log/support.ts'
import { someone } from '../features/appointments/support.ts'
import { aLetter } from '../features/letters/support.ts'
import { readMetrics, sampleOf } from '../support/metrics.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'
import { isR4 } from './validators.ts'

/** A letter as the aggregator receives it, field by field: Get Appointments API, schema DocumentReference. */

const portal = await aPortal()
after(() => portal.close())
const { database } = portal

type Person = Parameters<typeof ask>[1]

async function sent(person: Person, correlationId: string = randomUUID()) {
  const { body, status } = await ask(portal, person, { resource: 'DocumentReference', correlationId })
  assert.equal(status, 200)
  isR4(body)
  return body
}

async function idsSent(person: Person): Promise<string[]> {
  const { entry = [] } = await sent(person)
  return entry.map(({ resource }: { resource: { id: string } }) => resource.id).toSorted()
}

async function someoneWithLetters() {
  const { person, patientId, id: appointmentId, clinicId } = await someone(portal)
  const { trust_ods_code: trust } = await database('clinic').where('id', clinicId).first()
  const add = (values: Partial<Parameters<typeof aLetter>[3]> = {}) =>
    aLetter(database, patientId, trust, { importedAt: portal.clock.now(), ...values })
  return { person, patientId, appointmentId, clinicId, trust, add }
}

test('a letter about an appointment, with everything that is known of it', async () => {
  const { person, appointmentId, trust, add } = await someoneWithLetters()
  await database('trust').where('ods_code', trust).update({ name: 'Barnsley Hospital NHS Foundation Trust' })
  const importedAt = Temporal.Instant.from('2026-06-13T12:30:00.5Z')
  const id = await add({ sourceId: '4817508', appointmentId, treatmentFunctionCode: '330', importedAt })
  const correlationId = randomUUID()
  const fhir = `${portal.url}/FHIR/R4`
  assert.deepEqual(await sent(person, correlationId), {
    resourceType: 'Bundle',
    id: correlationId,
    type: 'searchset',
    total: 1,
    entry: [
      {
        fullUrl: `${fhir}/DocumentReference/${id}`,
        search: { mode: 'match' },
        resource: {
          resourceType: 'DocumentReference',
          id,
          extension: [
            {
              url: 'https://fhir.nhs.uk/StructureDefinition/Extension-Document-ReadReceipt',
              valueCode: 'Unread',
            },
          ],
          identifier: [
            { system: `${fhir}/pas/${trust}/DocumentReference`, value: '4817508' },
            { system: `${fhir}/DocumentReference`, value: id },
          ],
          status: 'current',
          docStatus: 'final',
          subject: {
            type: 'Patient',
            identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: person.nhsNumber },
          },
          date: '2026-06-13T12:30:00+00:00',
          custodian: {
            type: 'Organization',
            identifier: { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: trust },
            display: 'Barnsley Hospital NHS Foundation Trust',
          },
          description: 'Dermatology: letter after your appointment',
          content: [
            {
              attachment: {
                contentType: 'application/pdf',
                url: `${portal.url}/patient-portal/document/${id}?extSystemName=patient-portal&trackingId=${correlationId}`,
              },
            },
          ],
          context: { related: [{ type: 'Appointment', reference: `${fhir}/Appointment/${appointmentId}` }] },
        },
      },
    ],
  })
})

test('the receipt says what the patient was sent, and a letter that replaces another is amended', async () => {
  const { person, add } = await someoneWithLetters()
  const now = portal.clock.now().toString().slice(0, -1)
  const receipts = async () => {
    const { entry } = await sent(person)
    return entry.map(
      ({ resource }: { resource: { extension: { valueCode: string }[]; docStatus: string } }) => [
        resource.extension[0]?.valueCode,
        resource.docStatus,
      ],
    )
  }
  const id = await add()
  await database('letter').where({ id }).update({ seen_at: now })
  assert.deepEqual(await receipts(), [['Seen', 'final']])
  await database('letter').where({ id }).update({ read_at: now })
  assert.deepEqual(await receipts(), [['Read', 'final']])
  const newer = await add()
  await database('letter').where({ id }).update({ superseded_by: newer })
  assert.deepEqual(await receipts(), [['Unread', 'amended']])
})

test('only letters that the patient is shown are listed, and no appointment that is hidden is named', async () => {
  const { person, appointmentId, add } = await someoneWithLetters()
  const other = await someoneWithLetters()
  await other.add()
  const now = portal.clock.now()
  const fine = await add()
  const past = await add({ embargoedUntil: now.subtract({ seconds: 1 }) })
  await add({ embargoedUntil: now.add({ seconds: 1 }) })
  const about = await add({ appointmentId })
  const withdrawn = await add()
  await database('letter')
    .where('id', withdrawn)
    .update({ withdrawn_at: now.toString().slice(0, -1) })
  assert.deepEqual(await idsSent(person), [fine, past, about].toSorted())
  await database('appointment').where('id', appointmentId).update({ hidden: true })
  assert.deepEqual(await idsSent(person), [fine, past].toSorted())
})

test("an appointment that is not the patient's is never named", async () => {
  const { person, add } = await someoneWithLetters()
  const other = await someoneWithLetters()
  await add({ appointmentId: other.appointmentId })
  const { entry } = await sent(person)
  assert.equal(entry.length, 1)
  assert.ok(!('context' in entry[0].resource))
})

test('only a program that may list letters gets them', async () => {
  const { patientId, add } = await someoneWithLetters()
  await add()
  const letters = new Letters(database, portal.clock)
  await assert.rejects(letters.listAll(portalActor('a-job', patientId)), NotFound)
})

test('a patient who may not use the portal gets an empty list', async () => {
  const { person, patientId, add } = await someoneWithLetters()
  await add()
  await database('patient').where('id', patientId).update({ portal_access: false })
  assert.deepEqual(await idsSent(person), [])
})

test('a letter that would be invalid is left out and counted, and the rest is sent', async () => {
  const { person, add } = await someoneWithLetters()
  const fine = await add()
  await add({ sourceId: 'two\nlines' })
  const labels = { resource: 'DocumentReference' }
  const counted = async () =>
    sampleOf(await readMetrics(portal), 'portal_fhir_resources_left_out_total', labels)
  const before = (await counted()) ?? 0
  assert.deepEqual(await idsSent(person), [fine])
  assert.equal(await counted(), before + 1)
})

test('each list is one entry in the audit log, and the patient can read it', async () => {
  const { person, patientId, add } = await someoneWithLetters()
  await add()
  await sent(person)
  const entries = await database('audit_log').where('patient_id', patientId).pluck('action')
  assert.deepEqual(entries, ['listed-letters-in-nhs-app'])
  assert.deepEqual(await readBy(portal, patientId), ['The NHS App read the list of your letters'])
})

test('without letters in this installation the list is empty', async t => {
  const without = await aPortal({ disabledFeatures: ['letters'] })
  t.after(() => without.close())
  const { person } = await someone(without)
  const { body } = await ask(without, person, { resource: 'DocumentReference' })
  assert.equal(body.total, 0)
})
