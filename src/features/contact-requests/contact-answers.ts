import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import { type Entered, freeText, oneOf, requiredText } from '../../web/forms.ts'
import { nextPage, type Question } from '../../web/journey.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import type { Draft } from '../drafts/drafts.ts'
import { ABOUT, ANSWER_BY, type AnswerBy, type Asked, SUITS } from './contact-request.ts'

export const CONTACT_ME = '/patient-portal/contact-me'

/** Characters of the patient's words. Each may take two places of the column. */
const MAX_WORDS = 500
const MAX_ADDRESS = 300

/** Unfinished answers. `place`: the id of an appointment, or the code of a trust. */
export interface ContactAnswers {
  place?: string
  about?: Asked['about']
  words?: string
  how?: AnswerBy
  to?: string
  suits?: Asked['suits']
  /** Entered and not sent: shown in its form again, and used for nothing else. */
  unsent?: Entered | undefined
}

/** One request at a time is begun. */
export const contactDraft: Draft = {
  journey: 'contact-me',
  subject: { type: 'contact-request', id: 'new' },
}

const QUESTIONS: readonly Question<ContactAnswers>[] = [
  { page: '', answered: ({ place }) => place !== undefined },
  { page: '/about', answered: ({ about, words }) => about !== undefined && words !== undefined },
  { page: '/how', answered: ({ how }) => how !== undefined },
  { page: '/to', answered: ({ to }) => to !== undefined },
  { page: '/when', answered: ({ how, suits }) => !asksWhen(how) || suits !== undefined },
]

/** The last page of the journey. */
const CHECK = '/check'

/** An email or a letter can be read at any time. */
function asksWhen(how: AnswerBy | undefined): boolean {
  return how === 'text' || how === 'relay'
}

/** The address of the first question that is still open, or of the last page. */
export function nextContactPage(answers: ContactAnswers): string {
  return CONTACT_ME + nextPage(QUESTIONS, answers, CHECK)
}

/** The answers with those that have been sent. Another way to be answered needs another address. */
export function withAnswers(before: ContactAnswers, sent: ContactAnswers): ContactAnswers {
  const stillUnsent = Object.entries(before.unsent ?? {}).filter(([name]) => !Object.hasOwn(sent, name))
  const unsent = stillUnsent.length > 0 ? Object.fromEntries(stillUnsent) : undefined
  const all = { ...before, ...sent, unsent }
  if (sent.how === undefined || sent.how === before.how) return all
  const { to: _number, suits: _times, ...others } = all
  return others
}

/** The answers for one page of this journey. A redirect to the first open question for a patient who skipped ahead. */
export async function answersAt(
  { drafts }: Services,
  actor: Actor,
  page: string,
): Promise<ContactAnswers | Redirect> {
  const answers = await drafts.find<ContactAnswers>(actor, contactDraft)
  const pages = [...QUESTIONS.map(each => each.page), CHECK]
  const next = nextPage(QUESTIONS, answers, CHECK)
  const isOpen = pages.indexOf(page) <= pages.indexOf(next)
  const isAsked = page !== '/when' || asksWhen(answers.how)
  return isOpen && isAsked ? answers : redirect(CONTACT_ME + next)
}

const tooLong = (max: number, what: string) => (written: number) =>
  `${what} must be ${max} characters or less. You have written ${written}.`

const NUMBER = /^\+?[\d\s()-]{7,20}$/

/** A number, an email address or a postal address. */
export function addressField(how: AnswerBy | undefined) {
  if (how === 'email') return z.email({ error: 'Enter an email address, like name@example.com' }).max(254)
  if (how === 'letter') return requiredText(MAX_ADDRESS, 'Enter a postal address', 'The address')
  return freeText(30, tooLong(30, 'The number')).refine(
    text => NUMBER.test(text),
    'Enter a phone number, like 07700 900 982',
  )
}

export const aboutFields = {
  about: oneOf(ABOUT, 'Select what it is about'),
  words: requiredText(MAX_WORDS, 'Write what you want to ask or say', 'What you write'),
}
export const howFields = { how: oneOf(ANSWER_BY, 'Select how we should answer you') }
export const whenFields = { suits: oneOf(SUITS, 'Select when we can contact you') }

/** Keeps what was entered on one page, for "Save and carry on" and for a form that arrives too late. */
export function keepContactAnswers({ drafts }: Services, entered: (request: Request) => Entered) {
  return (actor: Actor, request: Request) => drafts.saveUnsent(actor, contactDraft, entered(request))
}
