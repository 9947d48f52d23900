import type { AnswerValue } from '../definition/definition.ts'

/**
 * What a patient has answered. All answers are kept, also of questions that are not asked for now, so that nothing is lost when
 * the patient changes an answer and changes it back.
 */
export interface Answers {
  /** By the key of the question. An empty list: the patient went on without an answer. */
  readonly values: ReadonlyMap<string, readonly AnswerValue[]>
  /** By the key of what repeats. */
  readonly repetitions: ReadonlyMap<string, Repetitions>
}

/** What the patient has added, such as their medicines. */
export interface Repetitions {
  /** In order. One that is removed leaves its number unused, so that the others keep their keys. */
  readonly ids: readonly number[]
  /** The patient has said that there are no more. */
  readonly complete: boolean
}

export const NO_ANSWERS: Answers = { values: new Map(), repetitions: new Map() }

export function parseAnswers(json: string): Answers {
  const { values, repetitions } = JSON.parse(json)
  return { values: new Map(Object.entries(values)), repetitions: new Map(Object.entries(repetitions)) }
}

export function formatAnswers({ values, repetitions }: Answers): string {
  return JSON.stringify({ values: Object.fromEntries(values), repetitions: Object.fromEntries(repetitions) })
}

export function withValues(
  answers: Answers,
  added: Iterable<readonly [key: string, values: readonly AnswerValue[]]>,
): Answers {
  return { ...answers, values: new Map([...answers.values, ...added]) }
}

export function withRepetitions(answers: Answers, key: string, repetitions: Repetitions): Answers {
  return { ...answers, repetitions: new Map([...answers.repetitions, [key, repetitions]]) }
}
