import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { Letters } from '../../../src/features/letters/letters.ts'
import { LettersByPost } from '../../../src/features/letters/letters-by-post.ts'
import { markLettersToPost } from '../../../src/features/letters/mark-letters-to-post.ts'
import { postingTerms } from '../../../src/features/letters/posting.ts'
import type { Actor, PatientActor } from '../../../src/shared/actor.ts'
import { createLog } from '../../../src/shared/log.ts'
import { aPatient, aTrust, testPerson } from '../../support/builders.ts'
import { aDatabase, onEachDatabase } from '../../support/databases.ts'
import { TestClock } from '../../support/portal.ts'
import { aLetter } from './support.ts'

const now = Temporal.Instant.from('2026-07-01T08:30:00Z')

async function aTrustThatPosts(t: TestContext) {
  const database = await aDatabase(t)
  const clock = new TestClock()
  clock.set(now)
  const patientId = await aPatient(database, testPerson(1))
  const patient: PatientActor = { kind: 'patient', patientId }
  const trust = await aTrust(database)
  const staff: Actor = { kind: 'staff', userId: 'amal', role: 'booking-team', trustOdsCode: trust }
  const inTwoDays = { after: now.add({ hours: 48 }), always: false }
  const letter = (values: Partial<Parameters<typeof aLetter>[3]> = {}) =>
    aLetter(database, patientId, trust, { importedAt: now, post: inTwoDays, ...values })
  const mark = markLettersToPost.prepare({ database, clock, log: createLog('silent') })
  const run = () => mark?.(new AbortController().signal)
  const doors = { letters: new Letters(database, clock), byPost: new LettersByPost(database, clock) }
  return { database, clock, patient, staff, trust, letter, run, ...doors }
}

onEachDatabase(
  'a letter that is not opened in time is to be posted, and one that is opened is not',
  async t => {
    const { byPost, clock, database, letter, letters, patient, run, staff } = await aTrustThatPosts(t)
    const unread = await letter()
    const read = await letter()
    const alsoOnPaper = await letter({ post: { after: now, always: true } })
    await letter({ post: null })
    await letters.noteReceipt(patient, read, 'Read')
    await letters.noteReceipt(patient, alsoOnPaper, 'Read')
    const ids = async () => (await byPost.list(staff, 50)).map(({ id }) => id)
    assert.equal(await run(), 'done')
    assert.deepEqual(await ids(), [alsoOnPaper])
    clock.pass({ hours: 48 })
    await run()
    assert.deepEqual(await ids(), [alsoOnPaper, unread])
    assert.equal(await run(), 'done')
    assert.equal(await byPost.count(staff), 2)
    const events = await database('outbox').where('kind', 'letter-to-post').pluck('subject_id')
    assert.deepEqual(events.toSorted(), [alsoOnPaper, unread].toSorted())
    const entries = await database('audit_log').where('action', 'marked-letter-to-post')
    assert.deepEqual(
      entries.map(({ actor, actor_id }) => [actor, actor_id]),
      [
        ['portal', 'letters-to-post'],
        ['portal', 'letters-to-post'],
      ],
    )
  },
)

onEachDatabase('what the patient is not shown online is left to the hospital', async t => {
  const { byPost, clock, database, letter, run, staff, trust } = await aTrustThatPosts(t)
  await letter({ embargoedUntil: now.add({ hours: 100 }) })
  const withdrawn = await letter()
  await database('letter').where('id', withdrawn).update({ withdrawn_at: '2026-07-01T09:00:00.000' })
  await letter({ treatmentFunctionCode: '360' })
  const rule = { id: withdrawn, trust_ods_code: trust, treatment_function_code: '360' }
  await database('visibility_rule').insert(rule)
  clock.pass({ hours: 49 })
  await run()
  assert.deepEqual(await byPost.list(staff, 50), [])
})

onEachDatabase('a marked letter that is opened, taken back, posted or not needed', async t => {
  const { byPost, clock, database, letter, letters, patient, run, staff } = await aTrustThatPosts(t)
  const [opened, withdrawn, posted] = [await letter(), await letter(), await letter()]
  clock.pass({ hours: 49 })
  await run()
  await letters.noteReceipt(patient, opened, 'Read')
  await database('letter').where('id', withdrawn).update({ withdrawn_at: '2026-07-03T09:00:00.000' })
  const listed = new Map((await byPost.list(staff, 50)).map(each => [each.id, each.readAt?.toString()]))
  assert.deepEqual([...listed.keys()].toSorted(), [opened, posted].toSorted())
  assert.equal(listed.get(opened), clock.now().toString())
  // One that nobody opened has to be posted.
  await byPost.end(staff, [opened, posted], 'not-needed')
  assert.deepEqual(
    (await byPost.list(staff, 50)).map(({ id }) => id),
    [posted],
  )
  const elsewhere: Actor = { ...(staff as Actor & { kind: 'staff' }), trustOdsCode: await aTrust(database) }
  await byPost.end(elsewhere, [posted], 'posted')
  assert.equal(await byPost.count(staff), 1)
  await Promise.all([byPost.end(staff, [posted], 'posted'), byPost.end(staff, [posted], 'posted')])
  assert.equal(await byPost.count(staff), 0)
  const actions = ['posted-letter', 'kept-letter-from-post']
  const entries = await database('audit_log').whereIn('action', actions).orderBy('action')
  assert.deepEqual(
    entries.map(({ action, patient_id }) => [action, patient_id]),
    [
      ['kept-letter-from-post', patient.patientId],
      ['posted-letter', patient.patientId],
    ],
  )
})

onEachDatabase(
  'a patient chooses paper only where the trust lets them, for letters from then on',
  async t => {
    const { byPost, database, patient, trust } = await aTrustThatPosts(t)
    await assert.rejects(byPost.choose(patient, trust, true))
    const lets = { post_letters_after_hours: 72, letters_also_by_post: true }
    await database('trust').where('ods_code', trust).update(lets)
    for (const choice of [true, true, false, true]) {
      await byPost.choose(patient, trust, choice)
      assert.deepEqual(
        (await byPost.choices(patient)).map(each => each.byPost),
        [choice],
      )
    }
    const other: Actor = { kind: 'patient', patientId: await aPatient(database, testPerson(2)) }
    assert.equal((await byPost.choices(other))[0]?.byPost, false)
    const actions = await database('audit_log')
      .whereLike('action', 'chose-%')
      .orderBy('place')
      .pluck('action')
    assert.deepEqual(actions, ['chose-letters-by-post', 'chose-letters-online', 'chose-letters-by-post'])
  },
)

test('the time is a full hour; a letter of the past, or without a rule, is left to the hospital', () => {
  const rules = { afterHours: 72, mayChoose: true }
  const today = { datedOn: Temporal.PlainDate.from('2026-07-01'), importedAt: now, shownFrom: now }
  assert.deepEqual(postingTerms(rules, true, today), { after: now, always: true })
  assert.equal(String(postingTerms(rules, false, today)?.after), '2026-07-04T09:00:00Z')
  assert.equal(postingTerms({ ...rules, mayChoose: false }, true, today)?.always, false)
  assert.equal(postingTerms({ ...rules, afterHours: null }, true, today), null)
  const later = { ...today, shownFrom: now.add({ hours: 24 * 60 }) }
  assert.equal(String(postingTerms(rules, false, later)?.after), '2026-09-02T09:00:00Z')
  for (const wantsPaper of [true, false])
    assert.equal(
      postingTerms(rules, wantsPaper, { ...today, datedOn: Temporal.PlainDate.from('2026-05-31') }),
      null,
    )
})
