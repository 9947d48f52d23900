import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment } from '../../../../src/features/appointments/appointment.ts'
import {
  calendarSentence,
  sentence,
  sentencesOf,
  titleSentence,
} from '../../../../src/features/appointments/words/sentence.ts'
import { appointmentWith, asked, at, NOW, textOf } from './appointment-with.ts'

const said = (changes: Partial<Appointment> = {}, now = NOW) =>
  textOf(sentence(appointmentWith(changes), now))
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
    'no clinician yet',
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
    'by phone, no clinician yet',
    { ...phone, clinician: null },
    `You are booked for a phone call ${WHEN} ${IN_DAYS}`,
  ],
  ['by video', video, `You are booked to see Dr Priya Raman by video ${WHEN} ${IN_DAYS}`],
  [
    'by video, no clinician yet',
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
  const { first } = sentencesOf(appointmentWith(), NOW)
  assert.deepEqual(
    first.map(({ id }) => id),
    ['see'],
  )
  assert.equal(textOf(titleSentence(appointmentWith(), NOW)), `You are booked to see Dr Priya Raman ${WHEN}`)
  assert.equal(textOf(titleSentence(appointmentWith(cancelled('patient')), NOW)), NOT)
})

test('the calendar, which others may see, does not name the clinician', () => {
  assert.equal(
    calendarSentence(appointmentWith(), NOW),
    `You are booked to go to Fernhollow General Hospital ${WHEN}`,
  )
  assert.equal(calendarSentence(appointmentWith(phone), NOW), `You are booked for a phone call ${WHEN}`)
  assert.equal(calendarSentence(appointmentWith(cancelled('hospital')), NOW), NOT)
})
