import type { AnswerValue, Definition, EnableWhen } from '../definition/definition.ts'
import { isQuestion } from '../definition/item-rules.ts'
import { type Place, placesOf } from '../definition/places.ts'
import { compareValues, sameValue } from '../definition/values.ts'
import type { Answers } from './answers.ts'
import { idsWithin, keyOf, valuesWithin } from './instances.ts'

/** Whether an instance of an item is asked or shown, as things are now. */
export type IsEnabled = (place: Place, ids: readonly number[]) => boolean

/**
 * As FHIR R4 says, and no more: a condition looks at the answers to a question that is itself enabled. If there are none, it is
 * true for `exists = false` and for `!=`, and for nothing else. If there are several, one that matches is enough, and `!=` means
 * that none is equal. What is in something that is not enabled is not enabled either, nor what is in a question without answer.
 */
export function enabledBy(definition: Definition, answers: Answers): IsEnabled {
  const { byLinkId } = placesOf(definition)
  const known = new Map<string, boolean>()

  function isEnabled(place: Place, ids: readonly number[]): boolean {
    const key = keyOf(place, ids)
    const before = known.get(key)
    if (before !== undefined) return before
    const result = isParentThere(place, ids) && conditionsAreMet(place, ids)
    known.set(key, result)
    return result
  }

  function isParentThere({ parent }: Place, ids: readonly number[]): boolean {
    if (!parent) return true
    if (!isEnabled(parent, ids.slice(0, parent.repeating.length))) return false
    return !isQuestion(parent.item) || valuesWithin(definition, answers, parent, ids).length > 0
  }

  function conditionsAreMet(place: Place, ids: readonly number[]): boolean {
    const { enableBehavior, enableWhen } = place.item
    if (!enableWhen) return true
    const isMet = (condition: EnableWhen) => {
      const asked = byLinkId.get(condition.question)
      return asked !== undefined && matches(condition, nearestAnswers(asked, place, ids))
    }
    return enableBehavior === 'any' ? enableWhen.some(isMet) : enableWhen.every(isMet)
  }

  /** The answers in the nearest repetition: the one that both are in. If the question repeats further in, all answers there. */
  function nearestAnswers(asked: Place, from: Place, ids: readonly number[]): AnswerValue[] {
    const around = [...asked.repeating, ...(asked.item.repeats ? [asked] : [])]
    const apart = around.findIndex((place, index) => place !== from.repeating[index])
    const shared = ids.slice(0, apart === -1 ? around.length : apart)
    return answersFrom(asked, around, shared)
  }

  function answersFrom(asked: Place, around: readonly Place[], ids: readonly number[]): AnswerValue[] {
    const next = around[ids.length]
    if (next) {
      const each = isEnabled(next, ids) ? idsWithin(definition, answers, next, ids) : []
      return each.flatMap(id => answersFrom(asked, around, [...ids, id]))
    }
    return isEnabled(asked, ids) ? [...valuesWithin(definition, answers, asked, ids)] : []
  }

  return isEnabled
}

function matches(condition: EnableWhen, values: readonly AnswerValue[]): boolean {
  if (condition.operator === 'exists') return values.length > 0 === condition.answerBoolean
  const { operator, question, ...compared } = condition
  if (operator === '=') return values.some(value => sameValue(value, compared))
  if (operator === '!=') return !values.some(value => sameValue(value, compared))
  return values.some(value => {
    const order = compareValues(value, compared)
    if (order === undefined) return false
    if (operator === '>') return order > 0
    if (operator === '<') return order < 0
    return operator === '>=' ? order >= 0 : order <= 0
  })
}
