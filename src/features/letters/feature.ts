import type { Services } from '../../services.ts'
import type { Actor, StaffActor } from '../../shared/actor.ts'
import { formatPlainDate } from '../../shared/dates.ts'
import { roleMay } from '../../shared/permissions.ts'
import type { Feature, Related, ToDo } from '../feature.ts'
import { countArrivals } from './import/arrival-store.ts'
import { takeArrivals } from './import/take-arrivals.ts'
import type { Letter } from './letter.ts'
import { letterTitle } from './letter-words.ts'
import { markLettersToPost } from './mark-letters-to-post.ts'
import { letterPages, letterStaffPages } from './pages/letter-pages.ts'

/** More are not counted. */
const MAX_COUNTED = 20

/** For the home page: the letters that the patient has not read, in one entry. */
async function unreadLetters({ letters }: Services, actor: Actor): Promise<ToDo[]> {
  const unread = await letters.unread(actor, MAX_COUNTED)
  const [first, ...others] = unread
  if (!first) return []
  const soonest = soonestDeadline(unread)
  const due = soonest && { due: soonest }
  if (others.length === 0)
    return [{ text: `Read your letter: ${letterTitle(first)}`, to: `/document/${first.id}`, ...due }]
  const count = unread.length < MAX_COUNTED ? unread.length : `${MAX_COUNTED} or more`
  return [{ text: `Read your ${count} unread letters`, to: '/documents', ...due }]
}

/** For the page of an appointment: the letters about it. */
async function lettersAbout({ letters }: Services, actor: Actor, appointmentId: string): Promise<Related[]> {
  const about = await letters.about(actor, appointmentId)
  return about.map(each => ({
    text: `${letterTitle(each)}, ${formatPlainDate(each.datedOn)}`,
    to: `/document/${each.id}`,
    isNew: each.receipt !== 'Read',
  }))
}

/** For the start page of staff: how many letters wait to be posted. */
async function lettersToPost({ lettersByPost }: Services, actor: StaffActor): Promise<Omit<ToDo, 'due'>[]> {
  if (!roleMay(actor.role, 'post-letters')) return []
  const count = await lettersByPost.count(actor)
  return count ? [{ text: `Post letters to patients: ${count}`, to: '/letters' }] : []
}

/** The first deadline, after which a letter is posted. */
function soonestDeadline(unread: readonly Letter[]): Temporal.Instant | undefined {
  return unread
    .flatMap(({ post }) => (post.after && !post.always && !post.markedAt ? [post.after] : []))
    .toSorted(Temporal.Instant.compare)
    .at(0)
}

export const letters: Feature = {
  name: 'letters',
  switchable: true,
  patientPages: letterPages,
  navigation: { text: 'Letters', to: '/documents', name: 'letters' },
  toDo: unreadLetters,
  aboutAppointment: lettersAbout,
  jobs: [takeArrivals, markLettersToPost],
  gauges: [
    {
      help: {
        letter_arrivals_waiting: 'Letters of the PAS that are not taken in yet.',
        letter_arrivals_refused: 'Letters of the PAS that were refused, which the hospital must correct.',
      },
      async read(database) {
        const { waiting, refused } = await countArrivals(database)
        return { letter_arrivals_waiting: waiting, letter_arrivals_refused: refused }
      },
    },
  ],
  staffPages: letterStaffPages,
  staffNavigation: { text: 'Letters to post', to: '/letters', name: 'letters' },
  staffToDo: lettersToPost,
  // No handler needs these events yet.
  events: {
    'letter-added': [],
    'letter-changed': [],
    'letter-replaced': [],
    'letter-withdrawn': [],
    'letter-to-post': [],
    'letter-post-ended': [],
    'letter-seen': [],
    'letter-read': [],
  },
}
