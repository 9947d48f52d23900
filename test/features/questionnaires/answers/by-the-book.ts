import type { Answers } from '../../../../src/features/questionnaires/answers/answers.ts'
import type {
  AnswerValue,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'

/*
 * What FHIR R4 says of `enableWhen`, in the plainest way: everything that could be answered is a tree of nodes, and a condition
 * looks for the question outwards from where it stands. Slow, and not how the portal does it.
 */

export interface Node {
  key: string
  item: DefinitionItem
  values: AnswerValue[]
  within: Node | undefined
  nodes: Node[]
}

/** Answers every question there is, also those that are not asked, and returns the answers and their tree. */
export function answerAll(items: readonly DefinitionItem[], pick: (below: number) => number) {
  const values = new Map<string, AnswerValue[]>()
  const repetitions = new Map<string, { ids: number[]; complete: boolean }>()

  function answer(item: DefinitionItem): AnswerValue {
    return item.type === 'boolean' ? { valueBoolean: pick(2) === 1 } : { valueInteger: pick(3) }
  }

  function nodesOf(item: DefinitionItem, before: string, within: Node | undefined): Node[] {
    const key = before + encodeURIComponent(item.linkId)
    const node = (own: string, given: AnswerValue[]): Node => {
      const made: Node = { key: own, item, values: given, within, nodes: [] }
      const inside = own === key ? before : `${own}/`
      made.nodes = (item.item ?? []).flatMap(child => nodesOf(child, inside, made))
      return made
    }
    const given = (own: string, most: number) => {
      const chosen = item.type === 'group' ? [] : Array.from({ length: pick(most + 1) }, () => answer(item))
      const different = chosen.filter((one, index) => !chosen.slice(0, index).some(each => same(each, one)))
      if (item.type !== 'group') values.set(own, different)
      return different
    }
    if (!item.repeats) return [node(key, given(key, 1))]
    if (item.type === 'choice') {
      const chosen = given(key, 3)
      if (!item.item) return [node(key, chosen)]
      return chosen.map(value => node(`${key}/${Number(Object.values(value)[0]) + 1}`, [value]))
    }
    const ids = [[], [1], [3, 1]][pick(3)] ?? []
    repetitions.set(key, { ids, complete: true })
    return ids.map(id => node(`${key}/${id}`, given(`${key}/${id}`, 1)))
  }

  const nodes = items.flatMap(item => nodesOf(item, '', undefined))
  return { answers: { values, repetitions } satisfies Answers, nodes }
}

function same(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

export function isEnabled(node: Node, top: readonly Node[]): boolean {
  const { item, within } = node
  if (within && !isEnabled(within, top)) return false
  if (within && within.item.type !== 'group' && within.values.length === 0) return false
  const met = (item.enableWhen ?? []).map(({ operator, question, ...compared }) => {
    const answers = nearest(question, within, top)
      .filter(asked => isEnabled(asked, top))
      .flatMap(({ values }) => values)
    const found = answers.map(each => Number(Object.values(each)[0]))
    const wanted = Number(Object.values(compared)[0])
    if (operator === 'exists') return found.length > 0 === Boolean(wanted)
    if (operator === '!=') return found.every(each => each !== wanted)
    if (operator === '=') return found.includes(wanted)
    if (operator === '>') return found.some(each => each > wanted)
    if (operator === '<') return found.some(each => each < wanted)
    if (operator === '>=') return found.some(each => each >= wanted)
    return found.some(each => each <= wanted)
  })
  if (met.length === 0) return true
  return item.enableBehavior === 'any' ? met.includes(true) : !met.includes(false)
}

/** The instances of a question in the innermost thing around that has such a question, answered or not. */
function nearest(linkId: string, from: Node | undefined, top: readonly Node[]): Node[] {
  if (from && !holds(from.item, linkId)) return nearest(linkId, from.within, top)
  return everything(from ? [from] : top).filter(({ item }) => item.linkId === linkId)
}

function holds(item: DefinitionItem, linkId: string): boolean {
  return item.linkId === linkId || (item.item ?? []).some(child => holds(child, linkId))
}

export function everything(nodes: readonly Node[]): Node[] {
  return nodes.flatMap(node => [node, ...everything(node.nodes)])
}
