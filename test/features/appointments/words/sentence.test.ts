import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment } from '../../../../src/features/appointments/appointment.ts'
import {
  calendarSentence,
  ENGLISH,
  type Part,
  sentence,
  sentencesOf,
  titleSentence,
} from '../../../../src/features/appointments/words/sentence.ts'
import { fc } from '../../../support/fast-check.ts'

const NOW = Temporal.Instant.from('2026-11-29T18:00:00Z')
const site = { name: 'Fernhollow General Hospital', address: 'Meadow Road, Fernhollow, FH1 4QQ' }
const clinician = { name: 'Dr Priya Raman', role: 'Consultant cardiologist' }

const at = (text: string) => Temporal.Instant.from(text)

function appointment(changes: Partial<Appointment> = {}): Appointment {
  const startsAt = changes.startsAt ?? at('2026-12-11T10:30:00Z')
  return {
    status: 'booked',
    medium: 'FACE_TO_FACE',
    encounterClass: 'outpatient',
    startsAt,
    endsAt: startsAt.add({ minutes: 30 }),
    site: changes.medium && changes.medium !== 'FACE_TO_FACE' ? null : site,
    place: null,
    clinician,
    request: null,
    cancelledBy: null,
    ...changes,
  } as Appointment
}

const textOf = (parts: Part[]) => parts.map(({ text }) => text).join('')
const said = (changes: Partial<Appointment> = {}, now = NOW) => textOf(sentence(appointment(changes), now))
const asked = (kind: 'cancel' | 'reschedule') => ({ kind, requestedAt: NOW, promisedBy: NOW })
const video = { medium: 'VIDEO_CONSULTATION' } as const
const phone = { medium: 'TELEPHONE' } as const
const cancelled = (cancelledBy: Appointment['cancelledBy']) => ({ status: 'cancelled', cancelledBy }) as const
const past = { startsAt: at('2026-11-02T09:00:00Z') }
const WHEN = 'at 10:30am on Friday 11 December.'
const IN_DAYS = 'That is in 12 days.'
const NOT = 'You are not booked. Do not go.'

for (const [what, changes, expected] of [
  ['with a clinician', {}, `You are booked to see Dr Priya Raman ${WHEN} ${IN_DAYS}`],
  [
    'nobody named yet',
    { clinician: null },
    `You are booked to go to Fernhollow General Hospital ${WHEN} ${IN_DAYS}`,
  ],
  ['neither named yet', { clinician: null, site: null }, `You are booked ${WHEN} ${IN_DAYS}`],
  [
    'a stay',
    { encounterClass: 'inpatient' },
    `You are booked to arrive at Fernhollow General Hospital ${WHEN} ${IN_DAYS}`,
  ],
  ['a stay, no place yet', { encounterClass: 'daycase', site: null }, `You are booked ${WHEN} ${IN_DAYS}`],
  ['by phone', phone, `You are booked to speak to Dr Priya Raman by phone ${WHEN} ${IN_DAYS}`],
  [
    'by phone, nobody named',
    { ...phone, clinician: null },
    `You are booked for a phone call ${WHEN} ${IN_DAYS}`,
  ],
  ['by video', video, `You are booked to see Dr Priya Raman by video ${WHEN} ${IN_DAYS}`],
  [
    'by video, nobody named',
    { ...video, clinician: null },
    `You are booked for a video call ${WHEN} ${IN_DAYS}`,
  ],
  [
    'asked to cancel',
    { request: asked('cancel') },
    `You are booked to see Dr Priya Raman ${WHEN} ${IN_DAYS} You have asked to cancel it.`,
  ],
  [
    'asked for a new time',
    { request: asked('reschedule') },
    `You are booked to see Dr Priya Raman ${WHEN} ${IN_DAYS} You have asked for a new time.`,
  ],
  [
    'cancelled by the patient',
    cancelled('patient'),
    `${NOT} You cancelled your appointment at 10:30am on Friday 11 December.`,
  ],
  [
    'cancelled by the hospital',
    cancelled('hospital'),
    `${NOT} Your hospital cancelled your appointment at 10:30am on Friday 11 December.`,
  ],
  [
    'cancelled, and a new time is looked for',
    { ...cancelled('hospital'), request: asked('reschedule') },
    `${NOT} Your hospital cancelled your appointment ${WHEN} The booking team is looking for a new time for you.`,
  ],
  [
    'cancelled, by whom is not known',
    cancelled(null),
    `${NOT} Your appointment ${WHEN.slice(0, -1)} was cancelled.`,
  ],
  [
    'cancelled, by phone',
    { ...phone, ...cancelled('patient') },
    `You are not booked. You will not get a phone call. You cancelled your appointment ${WHEN}`,
  ],
  [
    'cancelled, by video',
    { ...video, ...cancelled('patient') },
    `You are not booked. Do not join the video call. You cancelled your appointment ${WHEN}`,
  ],
  [
    'cancelled, and over',
    { ...past, ...cancelled('patient') },
    'You cancelled your appointment at 9am on Monday 2 November.',
  ],
  ['attended', { ...past, status: 'fulfilled' }, 'You had this appointment at 9am on Monday 2 November.'],
  ['missed', { ...past, status: 'noshow' }, 'You missed this appointment at 9am on Monday 2 November.'],
  ['over', past, 'Your appointment was at 9am on Monday 2 November.'],
  [
    'over, still asked to cancel',
    { ...past, request: asked('cancel') },
    'Your appointment was at 9am on Monday 2 November.',
  ],
  [
    'has started',
    { startsAt: at('2026-11-29T17:45:00Z') },
    'Your appointment was due to start at 5:45pm on Sunday 29 November.',
  ],
] as const)
  test(`${what}: “${expected}”`, () => {
    assert.equal(said(changes), expected)
  })

for (const [now, starts, expected] of [
  ['2026-11-29T08:00:00Z', '2026-11-29T09:00:00Z', 'at 9am on Sunday 29 November. That is today.'],
  ['2026-11-28T23:30:00Z', '2026-11-29T09:00:00Z', 'at 9am on Sunday 29 November. That is tomorrow.'],
  // 11:30pm in UTC is the next day in London in summer.
  ['2026-06-30T22:30:00Z', '2026-06-30T23:30:00Z', 'at 12:30am on Wednesday 1 July. That is tomorrow.'],
  ['2026-06-30T23:10:00Z', '2026-06-30T23:30:00Z', 'at 12:30am on Wednesday 1 July. That is today.'],
  // The night on which the clocks go back has 25 hours.
  ['2026-10-24T22:30:00Z', '2026-10-26T00:30:00Z', 'at 12:30am on Monday 26 October. That is in 2 days.'],
  ['2026-12-20T09:00:00Z', '2027-01-05T09:00:00Z', 'at 9am on Tuesday 5 January 2027. That is in 16 days.'],
  ['2026-03-01T09:00:00Z', '2026-04-01T09:00:00Z', 'at 10am on Wednesday 1 April. That is in 31 days.'],
  ['2026-03-01T09:00:00Z', '2026-05-01T09:00:00Z', 'at 10am on Friday 1 May. That is in about 9 weeks.'],
] as const)
  test(`on ${now}, ${starts} is “${expected}”`, () => {
    const text = said({ startsAt: at(starts) }, at(now))
    assert.equal(text, `You are booked to see Dr Priya Raman ${expected}`)
  })

test('the title leaves out what is true only today', () => {
  const { first } = sentencesOf(appointment(), NOW)
  assert.deepEqual(
    first.map(({ id }) => id),
    ['see'],
  )
  assert.equal(textOf(titleSentence(appointment(), NOW)), `You are booked to see Dr Priya Raman ${WHEN}`)
  assert.equal(textOf(titleSentence(appointment(cancelled('patient')), NOW)), NOT)
})

test('the calendar, which others may see, does not name the clinician', () => {
  assert.equal(
    calendarSentence(appointment(), NOW),
    `You are booked to go to Fernhollow General Hospital ${WHEN}`,
  )
  assert.equal(calendarSentence(appointment(phone), NOW), `You are booked for a phone call ${WHEN}`)
  assert.equal(calendarSentence(appointment(cancelled('hospital')), NOW), NOT)
})

const anyAppointment = fc
  .record({
    status: fc.constantFrom('booked', 'fulfilled', 'cancelled', 'noshow'),
    medium: fc.constantFrom('FACE_TO_FACE', 'TELEPHONE', 'VIDEO_CONSULTATION'),
    encounterClass: fc.constantFrom('outpatient', 'inpatient', 'daycase'),
    cancelledBy: fc.constantFrom('patient', 'hospital', null),
    request: fc.constantFrom(null, asked('cancel'), asked('reschedule')),
    clinician: fc.constantFrom(null, clinician, { name: '{time} of {date}', role: '' }),
    site: fc.constantFrom(null, site),
    startsAt: fc.integer({ min: -500_000, max: 500_000 }).map(minutes => NOW.add({ minutes })),
  } as const)
  .map(changes => appointment(changes as Partial<Appointment>))

const dateIn = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Europe/London').toPlainDate()

test('of any appointment on any day: who is booked is told so and when, and nobody else is', () => {
  fc.assert(
    fc.property(anyAppointment, each => {
      const parts = sentence(each, NOW)
      const text = textOf(parts)
      const { first, more } = sentencesOf(each, NOW)
      assert.match(text, /^You(r| ).*\.$/)
      assert.doesNotMatch(text, / {2}|undefined|null/)
      for (const { id } of [...first, ...more]) assert.ok(ENGLISH[id])
      const toCome = Temporal.Instant.compare(each.startsAt, NOW) > 0
      assert.equal(text.startsWith('You are booked'), each.status === 'booked' && toCome)
      const over = Temporal.Instant.compare(each.endsAt, NOW) <= 0
      assert.equal(text.startsWith('You are not booked.'), each.status === 'cancelled' && !over)
      // Whatever became of it, the patient can tell which appointment it is.
      const [date, ...others] = parts.filter(({ kind }) => kind === 'date')
      assert.deepEqual(others, [])
      assert.ok(date)
      assert.ok(date.text.includes(` ${dateIn(each.startsAt).day} `), text)
      assert.equal(/\b20\d\d\b/.test(date.text), dateIn(each.startsAt).year !== dateIn(NOW).year)
    }),
  )
})

test('of any appointment: how soon it is, is counted in days of the London calendar', () => {
  fc.assert(
    fc.property(anyAppointment, each => {
      const days = dateIn(NOW).until(dateIn(each.startsAt), { largestUnit: 'days' }).days
      const soon = {
        '-1': undefined,
        0: 'That is today.',
        1: 'That is tomorrow.',
      }[Math.min(days, 1)]
      const number = `That is in ${days <= 31 ? `${days} days` : `about ${Math.round(days / 7)} weeks`}.`
      const told = each.status === 'booked' && Temporal.Instant.compare(each.startsAt, NOW) > 0
      const expected = days > 1 ? number : soon
      const [found] = /That is [^.]*\./.exec(textOf(sentence(each, NOW))) ?? []
      assert.equal(found, told ? expected : undefined)
    }),
  )
})

test('of any appointment: names are parts of their own, and their text is not taken for a sentence', () => {
  fc.assert(
    fc.property(anyAppointment, each => {
      for (const { kind, text } of sentence(each, NOW)) {
        if (kind === 'who') assert.equal(text, each.clinician?.name)
        else if (kind === 'place') assert.equal(text, each.site?.name)
        else assert.ok(!text.includes(clinician.name) && !text.includes(site.name), text)
      }
      assert.ok(!calendarSentence(each, NOW).includes(String(each.clinician?.name)))
      const title = textOf(titleSentence(each, NOW))
      assert.ok(textOf(sentence(each, NOW)).startsWith(title))
    }),
  )
})
