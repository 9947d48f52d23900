import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Appointment } from '../../../../src/features/appointments/appointment.ts'
import {
  calendarSentence,
  ENGLISH,
  sentence,
  sentencesOf,
  titleSentence,
} from '../../../../src/features/appointments/words/sentence.ts'
import { fc } from '../../../support/fast-check.ts'
import { appointmentWith, asked, clinician, NOW, site, textOf } from './appointment-with.ts'

/** What holds of the sentence about any appointment, on whatever day. */

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
  .map(changes => appointmentWith(changes as Partial<Appointment>))

const dateIn = (instant: Temporal.Instant) => instant.toZonedDateTimeISO('Europe/London').toPlainDate()

test('of any appointment on any day: who is booked is told so and when, and others are not', () => {
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
