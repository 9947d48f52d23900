import type { DefinitionItem } from '../../../../src/features/questionnaires/definition/definition.ts'
import { fc } from '../../../support/fast-check.ts'
import { faultsOf, resourceOf } from '../definition/definitions.ts'

type Item = { -readonly [Key in keyof DefinitionItem]: DefinitionItem[Key] } & { item?: Item[] }

const OPERATORS = ['exists', '=', '!=', '>', '<', '>=', '<='] as const

const spec = fc.record({
  within: fc.nat(),
  type: fc.constantFrom('group', 'group', 'boolean', 'integer', 'choice'),
  repeats: fc.boolean(),
  behavior: fc.constantFrom('all', 'any'),
  conditions: fc.array(
    fc.record({ asked: fc.nat(), operator: fc.constantFrom(...OPERATORS), value: fc.nat({ max: 2 }) }),
    { maxLength: 2 },
  ),
})

/** Small questionnaires of groups and questions in each other, with conditions in all directions that have no circle. */
export const anyItems = fc
  .array(spec, { minLength: 2, maxLength: 9 })
  .map(built)
  .filter(items => items.length > 0 && faultsOf(resourceOf(...items)).length === 0)

function built(specs: readonly (typeof spec extends fc.Arbitrary<infer Spec> ? Spec : never)[]): Item[] {
  const items: Item[] = []
  const all: Item[] = []
  for (const [index, { repeats, type, within }] of specs.entries()) {
    const parent = within % 3 === 0 ? undefined : all[within % Math.max(1, all.length)]
    const item: Item = {
      linkId: `q/${index}`,
      text: `Question ${index}`,
      type: type as Item['type'],
      repeats,
    }
    if (type === 'choice') item.answerOption = [0, 1, 2].map(value => ({ valueInteger: value }))
    if (parent) parent.item = [...(parent.item ?? []), item]
    else items.push(item)
    all.push(item)
  }
  // A group with nothing in it becomes a question.
  for (const item of all) if (item.type === 'group' && !item.item) item.type = 'boolean'
  for (const [index, { behavior, conditions }] of specs.entries()) {
    const enableWhen = conditions.flatMap(({ asked, operator, value }) => {
      const question = all[asked % all.length]
      if (!question || question.type === 'group') return []
      if (operator === 'exists') return { question: question.linkId, operator, answerBoolean: value > 0 }
      if (question.type !== 'boolean') return { question: question.linkId, operator, answerInteger: value }
      const equal = operator === '!=' ? operator : '='
      return { question: question.linkId, operator: equal, answerBoolean: value > 0 } as const
    })
    const item = all[index]
    if (item && enableWhen.length > 0) Object.assign(item, { enableWhen, enableBehavior: behavior })
  }
  return items
}

/** Numbers to answer with, used over and over. */
export const anyNumbers = fc.array(fc.nat({ max: 11 }), { minLength: 20, maxLength: 60 }).map(numbers => {
  let used = 0
  return (below: number) => {
    used += 1
    return (numbers[used % numbers.length] ?? 0) % below
  }
})
