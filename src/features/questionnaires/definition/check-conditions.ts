import type { Definition, DefinitionItem, EnableWhen, Quantity } from './definition.ts'
import { isChoice, isQuestion, unitsOf } from './item-rules.ts'
import { optionsOf } from './options.ts'
import { bare, sameUnit, sameValue, typeOfValue } from './values.ts'

/** The types of value that a question of each type can be compared with. */
const COMPARED: Record<string, readonly string[]> = {
  boolean: ['Boolean'],
  decimal: ['Decimal', 'Integer'],
  integer: ['Integer', 'Decimal'],
  date: ['Date'],
  time: ['Time'],
  string: ['String'],
  text: ['String'],
  quantity: ['Quantity'],
}
const ORDERED = ['Decimal', 'Integer', 'Date', 'Time', 'String', 'Quantity']

/** What is wrong with the conditions of an item, now that all items are known. */
export function faultsOfConditions(
  definition: Definition,
  items: ReadonlyMap<string, DefinitionItem>,
  { enableWhen }: DefinitionItem,
): string[] {
  return (enableWhen ?? []).flatMap(condition => {
    const asked = items.get(condition.question)
    if (!asked) return [`its condition asks about "${condition.question}", which is not in the questionnaire`]
    const fault = faultOf(definition, asked, condition)
    return fault ? [`its condition on "${condition.question}": ${fault}`] : []
  })
}

function faultOf(definition: Definition, asked: DefinitionItem, condition: EnableWhen): string | undefined {
  if (!isQuestion(asked)) return 'it is not a question'
  if (Object.keys(condition).filter(name => name.startsWith('answer')).length !== 1) {
    return 'there must be one answer to compare with'
  }
  if (condition.operator === 'exists') {
    return 'answerBoolean' in condition ? undefined : '"exists" needs answerBoolean'
  }
  const { operator, question, ...compared } = condition
  const type = typeOfValue(compared)
  const isOrder = operator !== '=' && operator !== '!='
  if (isOrder && !ORDERED.includes(type)) return `"${operator}" cannot compare a ${type}`
  if (isChoice(asked)) {
    const options = optionsOf(definition, asked).map(({ value }) => value)
    if (options.some(value => typeOfValue(value) === type && (isOrder || sameValue(value, compared))))
      return undefined
    const isFree = asked.type === 'open-choice' && type === 'String'
    return isFree ? undefined : 'none of its options is the answer to compare with'
  }
  if (!COMPARED[asked.type]?.includes(type))
    return `a ${type} cannot be compared with an answer of type ${asked.type}`
  if (asked.type !== 'quantity') return undefined
  const quantity = bare(compared) as Quantity
  const units = unitsOf(asked).map(({ display, ...coding }) => ({
    ...coding,
    ...(display && { unit: display }),
  }))
  return units.length === 0 || units.some(unit => sameUnit(unit, quantity))
    ? undefined
    : 'its unit is another one'
}

/** A condition that looks ahead is worked out by recursion, which must have an end that no stack feels. */
const MAX_CHAIN = 500

/**
 * Whether items are asked because of each other, and whether too many depend on each other in turn. An item depends on what it is
 * in, and on the questions of its conditions. It is given with the link id of what it is in. Takes linear time, and no recursion.
 */
export function faultsOfDependence(
  items: ReadonlyMap<string, DefinitionItem>,
  parents: ReadonlyMap<string, string>,
): string[] {
  const order = new Map([...items.keys()].map((linkId, index) => [linkId, index]))
  const dependsOn = (linkId: string) => {
    const parent = parents.get(linkId)
    const asked = items.get(linkId)?.enableWhen?.map(({ question }) => question) ?? []
    return [...(parent === undefined ? [] : [parent]), ...asked].filter(each => items.has(each))
  }
  const depths = new Map<string, number>()
  const open = new Set<string>()
  for (const start of items.keys()) {
    const stack = [start]
    while (stack.length > 0) {
      const linkId = stack.at(-1) as string
      const needed = dependsOn(linkId)
      const next = needed.find(each => !depths.has(each))
      if (depths.has(linkId) || next === undefined) {
        depths.set(linkId, 1 + Math.max(0, ...needed.map(each => depths.get(each) ?? 0)))
        open.delete(linkId)
        stack.pop()
      } else if (open.has(next) || next === linkId) {
        return [`items are asked because of each other: ${cycle([...open, linkId], next)}`]
      } else {
        open.add(linkId)
        stack.push(next)
      }
    }
  }
  const ahead = [...items.keys()].filter(linkId =>
    dependsOn(linkId).some(
      each => (order.get(each) ?? 0) > (order.get(linkId) ?? 0) && (depths.get(each) ?? 0) > MAX_CHAIN,
    ),
  )
  return ahead.map(
    linkId => `item "${linkId}": its condition looks ahead at more than ${MAX_CHAIN} conditions in turn`,
  )
}

function cycle(open: string[], from: string): string {
  return [...new Set(open.slice(open.indexOf(from)))]
    .slice(0, 10)
    .map(linkId => `"${linkId}"`)
    .join(', ')
}
