import { type Answers, withRepetitions } from './answers.ts'
import type { RepetitionsPage } from './path.ts'

/** What a patient does on an "add another" page. */

/** The number of the new one is one that was never used, so that no answers of a removed one come back. */
export function addRepetition(answers: Answers, { canAdd, ids, key }: RepetitionsPage): Answers {
  if (!canAdd) return answers
  const used = [...answers.values.keys(), ...answers.repetitions.keys()].flatMap(each =>
    each.startsWith(`${key}/`) ? Number(each.slice(key.length + 1).split('/', 1)) : [],
  )
  const next = Math.max(0, ...ids, ...used) + 1
  return withRepetitions(answers, key, { ids: [...ids, next], complete: false })
}

/** The answers of the one that is removed stay stored, and are not sent. */
export function removeRepetition(answers: Answers, { ids, key }: RepetitionsPage, id: number): Answers {
  return withRepetitions(answers, key, { ids: ids.filter(each => each !== id), complete: false })
}

/** There are no more to add. */
export function completeRepetitions(answers: Answers, { ids, isEnough, key }: RepetitionsPage): Answers {
  return isEnough ? withRepetitions(answers, key, { ids, complete: true }) : answers
}
