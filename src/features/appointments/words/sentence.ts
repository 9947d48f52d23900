import { formatDayOfYear, formatTime, londonDate } from '../../../shared/dates.ts'
import type { Appointment } from '../appointment.ts'

/*
 * What an appointment means for its patient, in one or two short sentences: whether they are booked, and when. Pages,
 * titles, lists and the calendar all say it with the fixed sentences of this file, so that a translator has one list.
 */

/** Every sentence in English. A value in braces is a name, a time, a date or a number. */
export const ENGLISH = {
  see: 'You are booked to see {who} at {time} on {date}.',
  'see-by-video': 'You are booked to see {who} by video at {time} on {date}.',
  speak: 'You are booked to speak to {who} by phone at {time} on {date}.',
  'go-to': 'You are booked to go to {place} at {time} on {date}.',
  'arrive-at': 'You are booked to arrive at {place} at {time} on {date}.',
  'phone-call': 'You are booked for a phone call at {time} on {date}.',
  'video-call': 'You are booked for a video call at {time} on {date}.',
  booked: 'You are booked at {time} on {date}.',
  today: 'That is today.',
  tomorrow: 'That is tomorrow.',
  'in-days': 'That is in {number} days.',
  'in-weeks': 'That is in about {number} weeks.',
  'asked-to-cancel': 'You have asked to cancel it.',
  'asked-for-new-time': 'You have asked for a new time.',
  started: 'Your appointment was due to start at {time} on {date}.',
  over: 'Your appointment was at {time} on {date}.',
  attended: 'You had this appointment at {time} on {date}.',
  missed: 'You missed this appointment at {time} on {date}.',
  'not-booked': 'You are not booked.',
  'do-not-go': 'Do not go.',
  'no-call': 'You will not get a phone call.',
  'no-video-call': 'Do not join the video call.',
  'you-cancelled': 'You cancelled your appointment at {time} on {date}.',
  'hospital-cancelled': 'Your hospital cancelled your appointment at {time} on {date}.',
  cancelled: 'Your appointment at {time} on {date} was cancelled.',
  'new-time-coming': 'The booking team is looking for a new time for you.',
} as const

type Id = keyof typeof ENGLISH
type Value = 'who' | 'place' | 'time' | 'date' | 'number'

interface Sentence {
  id: Id
  values: Partial<Record<Value, string>>
}

/** A piece of a sentence. Names of people and places are never translated; a time and a date stand out. */
export interface Part {
  kind: 'words' | Value
  text: string
}

/** `first` is true on any day, for titles and calendars. `more` may be true only today. */
interface Sentences {
  first: Sentence[]
  more: Sentence[]
}

export function sentencesOf(appointment: Appointment, now: Temporal.Instant): Sentences {
  const { endsAt, request, startsAt, status } = appointment
  const at = whenOf(startsAt, now)
  const say = (id: Id): Sentence => ({ id, values: at })
  if (status === 'fulfilled') return { first: [say('attended')], more: [] }
  if (status === 'noshow') return { first: [say('missed')], more: [] }
  const over = Temporal.Instant.compare(now, endsAt) >= 0
  if (status === 'cancelled') return cancelled(appointment, over, say)
  if (over) return { first: [say('over')], more: [] }
  if (Temporal.Instant.compare(now, startsAt) >= 0) return { first: [say('started')], more: [] }
  const asked = request && plain(request.kind === 'cancel' ? 'asked-to-cancel' : 'asked-for-new-time')
  const more = [howSoon(startsAt, now), ...(asked ? [asked] : [])]
  const { id, values } = booked(appointment)
  return { first: [{ id, values: { ...values, ...at } }], more }
}

export function sentence(appointment: Appointment, now: Temporal.Instant): Part[] {
  const { first, more } = sentencesOf(appointment, now)
  return partsOf([...first, ...more])
}

export function titleSentence(appointment: Appointment, now: Temporal.Instant): Part[] {
  return partsOf(sentencesOf(appointment, now).first)
}

/** For a calendar that other people may see: without the clinician, whose name can tell what it is about. */
export function calendarSentence(appointment: Appointment, now: Temporal.Instant): string {
  const parts = titleSentence({ ...appointment, clinician: null }, now)
  return parts.map(({ text }) => text).join('')
}

/** The sentences in English, in parts. */
function partsOf(sentences: readonly Sentence[]): Part[] {
  return sentences.flatMap(({ id, values }, index) => {
    const parts = ENGLISH[id].split(/\{(\w+)\}/).map((text, place): Part => {
      if (place % 2 === 0) return { kind: 'words', text }
      const kind = text as Value
      return { kind, text: values[kind] ?? '' }
    })
    return index === 0 ? parts : [{ kind: 'words', text: ' ' } as Part, ...parts]
  })
}

function booked({ clinician, encounterClass, medium, site }: Appointment): Sentence {
  const who = clinician?.name
  const place = site?.name
  if (medium === 'TELEPHONE') return who ? { id: 'speak', values: { who } } : plain('phone-call')
  if (medium === 'VIDEO_CONSULTATION')
    return who ? { id: 'see-by-video', values: { who } } : plain('video-call')
  // For a stay, the time is when to arrive, and the patient meets many people.
  if (encounterClass !== 'outpatient' && place) return { id: 'arrive-at', values: { place } }
  if (who && encounterClass === 'outpatient') return { id: 'see', values: { who } }
  return place ? { id: 'go-to', values: { place } } : plain('booked')
}

function cancelled(
  { cancelledBy, medium, request }: Appointment,
  over: boolean,
  say: (id: Id) => Sentence,
): Sentences {
  const by = { patient: 'you-cancelled', hospital: 'hospital-cancelled' } as const
  const what = say(cancelledBy ? by[cancelledBy] : 'cancelled')
  if (over) return { first: [what], more: [] }
  const instead = {
    FACE_TO_FACE: 'do-not-go',
    TELEPHONE: 'no-call',
    VIDEO_CONSULTATION: 'no-video-call',
  } as const
  return {
    first: [plain('not-booked'), plain(instead[medium])],
    more: [what, ...(request ? [plain('new-time-coming')] : [])],
  }
}

/** Days are counted by the calendar in London, not by hours: at 11pm, 9am the next day is tomorrow. */
function howSoon(startsAt: Temporal.Instant, now: Temporal.Instant): Sentence {
  const { days } = londonDate(now).until(londonDate(startsAt), { largestUnit: 'days' })
  if (days === 0) return plain('today')
  if (days === 1) return plain('tomorrow')
  if (days <= 31) return { id: 'in-days', values: { number: String(days) } }
  return { id: 'in-weeks', values: { number: String(Math.round(days / 7)) } }
}

function whenOf(startsAt: Temporal.Instant, now: Temporal.Instant) {
  return { time: formatTime(startsAt), date: formatDayOfYear(startsAt, now) }
}

function plain(id: Id): Sentence {
  return { id, values: {} }
}
