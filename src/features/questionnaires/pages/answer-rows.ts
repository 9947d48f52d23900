import { shownValues } from '../answers/instances.ts'
import { valueInWords } from '../answers-in-words.ts'
import { isQuestion, textOf } from '../definition/item-rules.ts'
import { headingWords } from './headings.ts'
import { pageAddress, type Survey } from './survey.ts'

/** The answers of one part of a questionnaire, before they are sent. */
export interface AnswerGroup {
  heading: string
  rows: AnswerRow[]
}

interface AnswerRow {
  question: string
  answers: string[]
  /** Of the page on which it can be changed; undefined for what is only shown. */
  change: string | undefined
}

/** Every answer that would be sent, by the groups that they are in. */
export function answerGroups(survey: Survey): AnswerGroup[] {
  const groups: AnswerGroup[] = []
  for (const [index, page] of survey.path.pages.entries()) {
    const change = pageAddress(survey.address, page, index + 1)
    const rows =
      page.kind === 'questions' ? questionRows(survey, page.parts, change) : [addedRow(page, change)]
    const heading = page.headings.map(headingWords).join(': ')
    const last = groups.at(-1)
    if (last?.heading === heading) last.rows.push(...rows)
    else if (rows.length > 0) groups.push({ heading, rows })
  }
  return groups
}

type Page = Survey['path']['pages'][number]

function questionRows(
  { answers, definition }: Survey,
  parts: Extract<Page, { kind: 'questions' }>['parts'],
  change: string,
): AnswerRow[] {
  return parts
    .filter(({ item }) => isQuestion(item))
    .map(({ item, key }) => ({
      question: textOf(item),
      answers: shownValues(definition, answers, item, key).map(valueInWords),
      change: item.readOnly ? undefined : change,
    }))
}

function addedRow({ ids, item }: Extract<Page, { kind: 'repetitions' }>, change: string): AnswerRow {
  return { question: textOf(item), answers: [`${ids.length} added`], change }
}
