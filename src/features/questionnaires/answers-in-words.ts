import { formatBirthDate, formatPlainTime } from '../../shared/dates.ts'
import type { AnswerValue } from './definition/definition.ts'

/** Answers that were sent, as people read them. */
export interface AnswerSection {
  /** The text of the group, with those around it; empty for questions outside groups. */
  heading: string
  rows: { question: string; answers: string[]; isFlagged: boolean }[]
}

/** What the portal reads of an item of a QuestionnaireResponse. */
interface ResponseItem {
  linkId: string
  text?: string
  answer?: (AnswerValue & { item?: ResponseItem[] })[]
  item?: ResponseItem[]
}

/** The answers of a QuestionnaireResponse in their order. `flags`: which questions the flags are about. */
export function answersInWords({
  content,
  flags,
}: {
  content: string
  flags: readonly { questions: readonly string[] }[]
}): AnswerSection[] {
  const sections: AnswerSection[] = []
  const flagged = new Set(flags.flatMap(({ questions }) => questions))
  addItems(sections, flagged, JSON.parse(content).item ?? [], [])
  return sections.filter(({ rows }) => rows.length > 0)
}

function addItems(
  sections: AnswerSection[],
  flagged: ReadonlySet<string>,
  items: readonly ResponseItem[],
  headings: readonly string[],
): void {
  const counts = Map.groupBy(items, ({ linkId }) => linkId)
  const seen = new Map<string, number>()
  for (const item of items) {
    const { answer, linkId, text = linkId } = item
    if (answer) {
      rowsOf(sections, headings).push({
        question: text,
        answers: answer.map(valueInWords),
        isFlagged: flagged.has(linkId),
      })
      for (const each of answer) addItems(sections, flagged, each.item ?? [], [...headings, text])
      continue
    }
    const position = (seen.get(linkId) ?? 0) + 1
    seen.set(linkId, position)
    const isRepeated = (counts.get(linkId)?.length ?? 0) > 1
    addItems(sections, flagged, item.item ?? [], [...headings, isRepeated ? `${text} (${position})` : text])
  }
}

/** Those of the last section, if it has this heading: questions after a group do not belong to it. */
function rowsOf(sections: AnswerSection[], headings: readonly string[]): AnswerSection['rows'] {
  const heading = headings.join(': ')
  const last = sections.at(-1)
  if (last?.heading === heading) return last.rows
  const added: AnswerSection = { heading, rows: [] }
  sections.push(added)
  return added.rows
}

/** "Yes", "3 May 1980", "9:30am", "72 kg", or as the answer was written. */
export function valueInWords(value: AnswerValue): string {
  if ('valueBoolean' in value) return value.valueBoolean ? 'Yes' : 'No'
  if ('valueDecimal' in value) return String(value.valueDecimal)
  if ('valueInteger' in value) return String(value.valueInteger)
  if ('valueDate' in value) return formatBirthDate(Temporal.PlainDate.from(value.valueDate))
  if ('valueTime' in value) return formatPlainTime(Temporal.PlainTime.from(value.valueTime))
  if ('valueString' in value) return value.valueString
  if ('valueCoding' in value) return value.valueCoding.display ?? value.valueCoding.code ?? ''
  const { unit, value: amount } = value.valueQuantity
  return unit ? `${amount} ${unit}` : String(amount)
}
