import type { AnswerValue, Definition } from '../definition/definition.ts'
import { isDisplay, isGroup, textOf } from '../definition/item-rules.ts'
import type { Answers } from './answers.ts'
import { type EnabledItem, enabledItems, type Occurrence } from './enabled-items.ts'
import { replay } from './replay.ts'

/** A FHIR R4 QuestionnaireResponse. */
export interface QuestionnaireResponse {
  resourceType: 'QuestionnaireResponse'
  id: string
  /** The address of the definition and its version. */
  questionnaire: string
  status: 'completed'
  subject: Reference
  authored: string
  author: Reference
  source: Reference
  item?: ResponseItem[]
}

interface Reference {
  type: string
  identifier: { system: string; value: string }
}

export interface ResponseItem {
  linkId: string
  text?: string
  answer?: ResponseAnswer[]
  item?: ResponseItem[]
}

export type ResponseAnswer = AnswerValue & { item?: ResponseItem[] }

/** Who sends what, for whom and when. */
export type Sending = Pick<QuestionnaireResponse, 'id' | 'subject' | 'author' | 'source'> & {
  authored: Temporal.Instant
}

/**
 * What the patient sends: the answers to the questions that are asked, in the order of the definition, and the values of those
 * that are hidden. What was answered before another answer changed is left out.
 */
export function toResponse(
  definition: Definition,
  answers: Answers,
  { author, authored, id, source, subject }: Sending,
): QuestionnaireResponse {
  const { open, pages } = replay(definition, answers)
  if (open < pages.length) throw new Error('A questionnaire with a page that is not answered cannot be sent')
  const item = responseItems(enabledItems(definition, answers))
  return {
    resourceType: 'QuestionnaireResponse',
    id,
    questionnaire: `${definition.url}|${definition.version}`,
    status: 'completed',
    subject,
    authored: authored.round('millisecond').toString(),
    author,
    source,
    ...(item.length > 0 && { item }),
  }
}

/** FHIR has an item for each time that a group is there, but one item for a question, with all its answers. */
function responseItems(items: readonly EnabledItem[]): ResponseItem[] {
  return items
    .filter(({ item }) => !isDisplay(item))
    .flatMap(each => (isGroup(each.item) ? groupItems(each) : questionItems(each)))
}

function groupItems({ item, occurrences }: EnabledItem): ResponseItem[] {
  return occurrences
    .map(({ items }) => responseItems(items))
    .filter(within => within.length > 0)
    .map(within => ({ ...named(item), item: within }))
}

function questionItems({ item, occurrences }: EnabledItem): ResponseItem[] {
  const answer = occurrences.flatMap(answersOf)
  return answer.length > 0 ? [{ ...named(item), answer }] : []
}

function answersOf({ items, values }: Occurrence): ResponseAnswer[] {
  const item = responseItems(items)
  return values.map(value => ({ ...value, ...(item.length > 0 && { item }) }))
}

function named(item: EnabledItem['item']): ResponseItem {
  const text = textOf(item)
  return { linkId: item.linkId, ...(text && { text }) }
}
