import { z } from 'zod'
import type { FormFault } from '../../../web/forms.ts'
import { NO_ANSWERS } from '../answers/answers.ts'
import { shownValues } from '../answers/instances.ts'
import type { QuestionsPage } from '../answers/path.ts'
import { validateAnswer } from '../answers/validate-answer.ts'
import type { AnswerValue, Definition } from '../definition/definition.ts'
import { textOf } from '../definition/item-rules.ts'
import { faultWords } from './fault-words.ts'
import { kindOf, namesOf } from './field.ts'
import { readField, type Sent } from './read-field.ts'

/** Names of fields say nothing of what is asked. */
export function nameOf(index: number): string {
  return `answer${index + 1}`
}

/** The fields of a page, and beside them its key and the version of the answers that it was made from. */
export function fieldRules(definition: Definition, { parts }: QuestionsPage) {
  const names = parts.flatMap(({ item }, index) => namesOf(definition, item, nameOf(index)))
  const anything = z.union([z.string(), z.array(z.string()).max(500)]).optional()
  return z.strictObject({ ...seenPage, ...Object.fromEntries(names.map(name => [name, anything])) })
}

/** Four link ids of 255 characters, encoded, and the numbers between them. */
const LONGEST_KEY = 10_000

export const seenPage = { page: z.string().max(LONGEST_KEY), version: z.coerce.number().int().nonnegative() }

type ReadPage = { values: [key: string, values: readonly AnswerValue[]][]; faults: FormFault[] }

/** Reads the answers to everything on a page. Texts and what is only shown count as answered. */
export function readPage(definition: Definition, { parts }: QuestionsPage, sent: Sent): ReadPage {
  const read: ReadPage = { values: [], faults: [] }
  const questions = parts.filter(({ item }) => namesOf(definition, item, '').length > 0)
  for (const [index, { item, key }] of parts.entries()) {
    const kind = kindOf(definition, item)
    if (kind === 'read-only') {
      // With nothing to answer, the page is done when the patient has been there.
      if (questions.length === 0) read.values.push([key, shownValues(definition, NO_ANSWERS, item, key)])
      continue
    }
    const name = nameOf(index)
    const field = readField(definition, item, name, sent)
    const fault = 'unreadable' in field ? field.unreadable : faultIn(field.values)
    if (fault === undefined) read.values.push([key, 'values' in field ? field.values : []])
    else {
      const text =
        questions.length > 1 ? `${textOf(item)}: ${fault.charAt(0).toLowerCase()}${fault.slice(1)}` : fault
      const at = ('at' in field && field.at) || namesOf(definition, item, name)[0]
      read.faults.push({ text, href: `#${at}` })
    }

    function faultIn(values: readonly AnswerValue[]): string | undefined {
      if (kind === 'text-only') return undefined
      const found = validateAnswer(definition, item, values)
      return found && faultWords(item, found, values)
    }
  }
  return read
}
