import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { parseAppointments } from '../../src/dev/simulator/listed.ts'
import type { Appointment } from '../../src/features/appointments/appointments.ts'
import { fhirAppointment } from '../../src/fhir/appointment.ts'
import { appointmentShape } from '../../src/fhir/appointment-shape.ts'
import { searchset } from '../../src/fhir/bundle.ts'
import { someone } from '../features/appointments/support.ts'
import { aClinic, anAppointment } from '../support/builders.ts'
import { covering, fc } from '../support/fast-check.ts'
import { readMetrics, sampleOf } from '../support/metrics.ts'
import { aPortal } from '../support/portal.ts'
import { ask } from './support.ts'
import { isR4 } from './validators.ts'

/** The aggregator rejects the whole answer for one invalid appointment, so it must never contain one. */

const portal = await aPortal()
after(() => portal.close())
const LEFT_OUT = 'portal_fhir_resources_left_out_total'

for (const [what, { clinic = {}, appointment = {} }] of Object.entries({
  'a specialty that is none': { clinic: { treatment_function_code: '32' } },
  'a title without words': { appointment: { title: ' ' } },
  'a title with a bell in it': { appointment: { title: 'Skin\u0007' } },
  'a reference of the wrong length': { appointment: { ubrn: '1234' } },
  'a pathway of other letters': { appointment: { pathway_id: 'a b' } },
  'no id in the PAS': { appointment: { pas_id: '' } },
}) as [string, Record<string, Record<string, string>>][])
  test(`an appointment with ${what} is left out, logged and counted, and the rest is sent`, async () => {
    const { person, patientId, id, clinicId } = await someone(portal)
    const { trust_ods_code } = await portal.database('clinic').where('id', clinicId).first()
    const badClinic = await aClinic(portal.database, { trust_ods_code, ...clinic })
    const when = { now: portal.clock.now(), in: { days: 3 } }
    const bad = await anAppointment(portal.database, patientId, badClinic, when, appointment)
    const before = sampleOf(await readMetrics(portal), LEFT_OUT, { resource: 'Appointment' }) ?? 0
    portal.logged.length = 0

    const { body } = await ask(portal, person, { correlationId: THE_CALL })
    isR4(body)
    assert.equal(body.total, 1)
    assert.equal(body.entry[0].resource.id, id)
    assert.equal(sampleOf(await readMetrics(portal), LEFT_OUT, { resource: 'Appointment' }), before + 1)
    const [line, ...more] = portal.logged.map(each => JSON.parse(each)).filter(each => each.level === 50)
    assert.deepEqual(more, [])
    const { msg, resource, correlationId, reason } = line
    assert.deepEqual(
      { msg, resource, correlationId },
      { msg: 'invalid resource left out', resource: bad, correlationId: THE_CALL },
    )
    assert.match(reason, /^(specialty|description|basedOn|identifier)/)
  })

/** Mostly the valid value, or no appointment would be valid. */
const mostly = (right: string, ...odd: string[]) =>
  fc.oneof(
    { weight: 25, arbitrary: fc.constant(right) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', 'é', 'two\nlines', ...odd) },
  )
const words = mostly('Cardiology')
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })
const instant = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map(seconds => Temporal.Instant.fromEpochMilliseconds(seconds * 1000))

/** All values that the columns of the PAS can store, and more. */
const anyAppointment = fc.record({
  id: fc.uuid(),
  title: words,
  startsAt: instant,
  endsAt: instant,
  medium: fc.constantFrom('FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION'),
  place: maybe(words),
  site: maybe(fc.record({ name: words, address: words })),
  encounterClass: fc.constantFrom('outpatient', 'inpatient', 'daycase'),
  priority: fc.constantFrom('ROUTINE', 'URGENT', 'TWO_WEEK_WAIT'),
  status: fc.constantFrom('booked', 'fulfilled', 'cancelled', 'noshow'),
  slotId: maybe(fc.uuid()),
  request: maybe(fc.record({ kind: fc.constantFrom('cancel', 'reschedule') })),
  trustName: words,
  trustOdsCode: mostly('RFF', 'RFF01', 'rff'),
  treatmentFunctionCode: mostly('320', '171', '000', '3200'),
  externalIds: fc.record({
    pasId: words,
    ubrn: maybe(mostly('000000000001', '1')),
    pathwayId: maybe(mostly('RBH5644312231')),
  }),
})

const THE_CALL = '00000000-0000-4000-8000-00000000000B'

test('for any data in the PAS, appointments in the answer are valid R4 and accepted by the aggregator', () => {
  const to = {
    extSystemName: 'patient-portal',
    nhsNumber: '9990000018',
    baseUrl: 'https://portal.example',
    trackingId: crypto.randomUUID(),
  }
  let sent = 0
  let leftOut = 0
  fc.assert(
    fc.property(anyAppointment, held => {
      const resource = fhirAppointment(held as unknown as Appointment, to)
      const fits = appointmentShape.safeParse(resource).success
      if (!fits) {
        leftOut++
        return
      }
      sent++
      const answer = searchset([resource], { baseUrl: to.baseUrl, correlationId: to.trackingId })
      isR4(answer)
      const [listed] = parseAppointments(JSON.parse(JSON.stringify(answer)), Temporal.Now.instant())
      assert.equal(listed?.id, held.id)
    }),
    { numRuns: 600, seed: covering.seed },
  )
  if (covering.asserted) assert.ok(sent > 100 && leftOut > 100, `${sent} sent, ${leftOut} left out`)
})
