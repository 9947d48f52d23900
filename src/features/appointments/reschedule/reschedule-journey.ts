import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import type { Entered } from '../../../web/forms.ts'
import { nextPage, type Question } from '../../../web/journey.ts'
import { type Redirect, redirect } from '../../../web/outcome.ts'
import { type Changeable, findChangeable } from '../changeable.ts'
import { draftOf } from '../unfinished-changes.ts'

/** Unfinished answers for one appointment. `day` is a London date, YYYY-MM-DD. */
export interface RescheduleAnswers {
  day?: string
  slotId?: string
  days?: string[]
  times?: string[]
  datesToAvoid?: string
  reason?: string
  /** Entered and not sent: shown in its form again, and used for nothing else. */
  unsent?: Entered | undefined
}

/** The answers with one that has been sent. */
export function withAnswer(answered: RescheduleAnswers, answer: RescheduleAnswers): RescheduleAnswers {
  const stillUnsent = Object.entries(answered.unsent ?? {}).filter(([name]) => !Object.hasOwn(answer, name))
  const unsent = stillUnsent.length > 0 ? Object.fromEntries(stillUnsent) : undefined
  return { ...answered, ...answer, unsent }
}

/** For a move at once: the patient chooses another time of the same clinic. */
const MOVE_QUESTIONS: readonly Question<RescheduleAnswers>[] = [
  { page: 'choose-day', answered: ({ day }) => day !== undefined },
  { page: 'choose-time', answered: ({ slotId }) => slotId !== undefined },
]

/** For a request: the patient says which times would suit. */
const REQUEST_QUESTIONS: readonly Question<RescheduleAnswers>[] = [
  { page: 'days', answered: ({ days }) => days !== undefined },
  { page: 'times', answered: ({ times }) => times !== undefined },
  { page: 'dates-to-avoid', answered: ({ datesToAvoid }) => datesToAvoid !== undefined },
  { page: 'reason', answered: ({ reason }) => reason !== undefined },
]

/** The appointment, and the answers for it so far. */
export type ChangeableAtStep = Changeable & { answered: RescheduleAnswers }

const LAST_STEP = { 'at-once': 'check-new-time', request: 'check-request' } as const

/** The next page of the journey: the first question still open, then check answers. */
export function nextQuestion(how: Changeable['how'], answers: RescheduleAnswers): string {
  return nextPage(how === 'at-once' ? MOVE_QUESTIONS : REQUEST_QUESTIONS, answers, LAST_STEP[how])
}

/**
 * Finds the appointment for one page of this journey. Returns a redirect to the first unanswered question if the
 * patient skipped ahead, or if the page belongs to the other form of the journey.
 */
export async function findChangeableAtStep(
  services: Services,
  request: Request,
  page: string,
): Promise<ChangeableAtStep | Redirect> {
  const changing = await findChangeable(services, request, 'reschedule')
  if ('redirectTo' in changing) return changing
  const pages = [
    ...(changing.how === 'at-once' ? MOVE_QUESTIONS : REQUEST_QUESTIONS).map(each => each.page),
    LAST_STEP[changing.how],
  ]
  const draft = draftOf('reschedule', changing.appointment.id)
  const answered = await services.drafts.find<RescheduleAnswers>(request.actor, draft)
  const next = nextQuestion(changing.how, answered)
  if (pages.includes(page) && pages.indexOf(page) <= pages.indexOf(next)) return { ...changing, answered }
  return redirect(`${changing.address}/${next}`)
}
