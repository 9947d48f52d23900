import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { nextPage, type Question } from '../../../web/journey.ts'
import { type Redirect, redirect } from '../../../web/outcome.ts'
import { type Changeable, changeable } from '../changeable.ts'

/** Unfinished answers about one appointment. Days are London dates, CCYY-MM-DD. */
export interface RescheduleAnswers {
  appointmentId: string
  day?: string
  slotId?: string
  days?: string[]
  times?: string[]
  datesToAvoid?: string
  reason?: string
}

declare module 'express-session' {
  interface SessionData {
    rescheduling?: RescheduleAnswers
  }
}

/** Where the trust changes at once: another time of the same clinic. */
const MOVE_QUESTIONS: readonly Question<RescheduleAnswers>[] = [
  { page: 'choose-day', answered: ({ day }) => day !== undefined },
  { page: 'choose-time', answered: ({ slotId }) => slotId !== undefined },
]

/** Where staff decide: what would suit. */
const REQUEST_QUESTIONS: readonly Question<RescheduleAnswers>[] = [
  { page: 'days', answered: ({ days }) => days !== undefined },
  { page: 'times', answered: ({ times }) => times !== undefined },
  { page: 'dates-to-avoid', answered: ({ datesToAvoid }) => datesToAvoid !== undefined },
  { page: 'reason', answered: ({ reason }) => reason !== undefined },
]

/** The answers about this appointment; another's are not its. */
export function answersAbout(request: Request, appointmentId: string): RescheduleAnswers {
  const { rescheduling } = request.session
  return rescheduling?.appointmentId === appointmentId ? rescheduling : { appointmentId }
}

const LAST = { 'at-once': 'check-new-time', request: 'check-request' } as const

/** The next page of the journey: the first question still open, then check answers. */
export function nextQuestion(how: Changeable['how'], answers: RescheduleAnswers): string {
  return nextPage(how === 'at-once' ? MOVE_QUESTIONS : REQUEST_QUESTIONS, answers, LAST[how])
}

/**
 * The appointment a page of this journey is about, if the page may be asked now. Those who skip ahead, or whose trust
 * takes the change the other way, are redirected to the page that comes first.
 */
export async function asked(
  services: Services,
  request: Request,
  page: string,
): Promise<Changeable | Redirect> {
  const changing = await changeable(services, request, 'reschedule')
  if ('redirectTo' in changing) return changing
  const pages = [
    ...(changing.how === 'at-once' ? MOVE_QUESTIONS : REQUEST_QUESTIONS).map(each => each.page),
    LAST[changing.how],
  ]
  const next = nextQuestion(changing.how, answersAbout(request, changing.appointment.id))
  if (pages.includes(page) && pages.indexOf(page) <= pages.indexOf(next)) return changing
  return redirect(`${changing.address}/${next}`)
}
