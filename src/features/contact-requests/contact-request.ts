import type { Task } from '../tasks/tasks.ts'

/** The kind of its task. */
export const CONTACT_REQUEST = 'contact-request'

export const ABOUT = ['change', 'get-ready', 'support', 'letter', 'other'] as const
export const ANSWER_BY = ['text', 'email', 'letter', 'relay'] as const
export const SUITS = ['any', 'morning', 'afternoon'] as const

/** How the hospital shall answer. `relay`: a call with Relay UK. */
export type AnswerBy = (typeof ANSWER_BY)[number]

/** What a patient asks, and how they want to be answered. */
export interface Asked {
  about: (typeof ABOUT)[number]
  words: string
  answerBy: AnswerBy
  /** The number, email address or postal address. */
  answerTo: string
  /** When a text or a call suits; null for a letter and an email. */
  suits: (typeof SUITS)[number] | null
}

/** A patient's request to be contacted, which staff work on as a task. */
export interface ContactRequest {
  task: Task
  asked: Asked
  trustName: string
}
