import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MEDIA, REASONS_OF, RULE_EVENTS, type RuleEvent } from '../../../src/features/rules/rule.ts'
import { tryOn } from '../../../src/features/rules/trial.ts'
import { PatientBookings } from '../../../src/features/staff-patients/patient-bookings.ts'
import { aClinic } from '../../support/builders.ts'
import { contents } from '../../support/contents.ts'
import { covering, fc } from '../../support/fast-check.ts'
import { BookingTeam, preferences } from '../worklist/support.ts'
import { aContent, RuleTeam } from './support.ts'

interface Case {
  event: RuleEvent
  atOnce: boolean
  clinic: number
  medium: string
  days: number
  reason: number
}

const someCase = fc.record<Case>({
  event: fc.constantFrom(...RULE_EVENTS),
  atOnce: fc.boolean(),
  clinic: fc.nat(1),
  medium: fc.constantFrom(...MEDIA),
  days: fc.integer({ min: 2, max: 9 }),
  reason: fc.nat(4),
})

/** One happening of the kind, in one of the two clinics of its trust. */
async function happen(at: RuleTeam, clinicIds: string[], { event, ...how }: Case): Promise<void> {
  const { amal, doors, trust, work } = at.team
  const clinicId = String(clinicIds[how.clinic])
  const atOnce = event === 'cancelled' && how.atOnce
  const cancel_how = atOnce ? 'at-once' : 'request'
  await at.database('trust').where('ods_code', trust).update({ cancel_how })
  const patient = await doors.aPatient()
  const { patientId } = patient
  const id = await doors.booked(patient, clinicId, { days: how.days }, { medium: how.medium })
  const reason = String(REASONS_OF[event][how.reason])
  const decision = await doors.decision(patient, id)
  switch (event) {
    case 'asked-to-cancel':
      return doors.changeRequests.cancel(patient, decision, reason)
    case 'asked-to-move':
      return doors.changeRequests.requestReschedule(patient, decision, { ...preferences, reason })
    case 'cancelled': {
      await doors.changeRequests.cancel(patient, decision, reason)
      if (atOnce) return
      const row = await at.database('change_request').where('appointment_id', id).first()
      return work.completeCancellation(amal, await at.team.seen(row.id))
    }
    case 'booked': {
      const slot = await doors.aSlot(clinicId, { days: how.days }, { medium: how.medium })
      const bookings = new PatientBookings(at.database, at.clock)
      const seen = { patientId, appointmentId: id, seen: decision.seen }
      await bookings.move(amal, seen, await doors.chosen(slot), 'phone')
    }
  }
}

test('what trying a rule counts is what it does when it is on', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someCase, { minLength: 1, maxLength: 12 }),
      fc.record({
        event: fc.constantFrom(...RULE_EVENTS),
        clinics: fc.subarray([0, 1]),
        media: fc.subarray([...MEDIA]),
        withinDays: fc.option(fc.integer({ min: 0, max: 9 })),
        reasons: fc.subarray([0, 1, 2, 3, 4]),
      }),
      async (cases, wanted) => {
        const at = await RuleTeam.open()
        const other = new RuleTeam(await BookingTeam.of(at.team.doors))
        const clinicIds = [at.team.clinicId, await aClinic(at.database, { trust_ods_code: at.team.trust })]
        const conditions = {
          ...wanted,
          clinicIds: wanted.clinics.map(index => String(clinicIds[index])),
          reasons: wanted.reasons.flatMap(index => REASONS_OF[wanted.event][index] ?? []),
        }
        const id = await at.on(wanted.event, aContent('Tried', conditions))
        const theirs = await other.on(wanted.event, aContent('Theirs'))
        at.clock.pass({ minutes: 1 })
        for (const each of cases) {
          at.clock.pass({ hours: 2 })
          await happen(at, clinicIds, each)
        }
        const before = await contents(at.database)
        const trial = await at.rules.try(at.ada, await at.rules.find(at.ada, id))
        assert.equal(await contents(at.database), before, 'trying changes nothing')
        await at.deliver()
        const runs = await at.database('trust_rule_run').where('rule_id', id)
        assert.equal(trial.matched, runs.length)
        assert.equal(trial.matched, (await at.rules.find(at.ada, id)).acted)
        const sum = (of: 'happened' | 'matched') =>
          trial.byClinic.reduce((total, each) => total + each[of], 0)
        assert.deepEqual([sum('happened'), sum('matched')], [trial.happened, trial.matched])
        const elsewhere = await other.rules.try(other.ada, await other.rules.find(other.ada, theirs))
        assert.deepEqual([elsewhere.happened, elsewhere.matched], [0, 0])
      },
    ),
    { ...covering, numRuns: 12 },
  )
})

test('what was more than 30 days ago is not counted, and of too much the newest', async () => {
  const at = await RuleTeam.open()
  const id = await at.add('asked-to-cancel', aContent('Tried'))
  for (let count = 0; count < 3; count++) {
    await at.team.asked('cancel')
    at.clock.pass({ hours: 24 * 15 })
  }
  const rule = await at.rules.find(at.ada, id)
  const { happened, isCut } = await at.rules.try(at.ada, rule)
  assert.deepEqual([happened, isCut], [1, false], 'one 45 days ago, one exactly 30, one 15')
  const period = { from: at.clock.now().subtract({ hours: 24 * 50 }), until: at.clock.now() }
  const cut = await tryOn(at.database, rule, period, 2)
  assert.deepEqual([cut.happened, cut.isCut], [2, true])
})
