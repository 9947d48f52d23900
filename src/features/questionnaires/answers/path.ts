import type { AnswerValue, DefinitionItem } from '../definition/definition.ts'

/** What a page is in: a group, or an answer that there is more to ask about. */
export interface Heading {
  item: DefinitionItem
  /** Which one it is of what the patient has added, from 1. Null if it has no "add another" page. */
  position: number | null
  /** The one of several answers to `item` that the page is about. */
  answer: AnswerValue | null
}

/** A question, or a text that is only shown. */
export interface Part {
  /** Of its answers, such as `medicines/2/name`. */
  key: string
  item: DefinitionItem
}

interface PageBase {
  /** Unique in the questionnaire, and the same whatever else is answered. Each part between slashes is encoded for addresses. */
  key: string
  /** The groups that it is in, outermost first. */
  headings: readonly Heading[]
  isAnswered: boolean
}

/** One question, or a small group of questions that do not depend on each other. */
export interface QuestionsPage extends PageBase {
  kind: 'questions'
  /** Texts and questions in order. Texts that help to answer a question are not among them: `helpOf`. */
  parts: readonly Part[]
}

/** What the patient has added so far, and whether there is more to add. */
export interface RepetitionsPage extends PageBase {
  kind: 'repetitions'
  /** The group, or the question, that repeats. */
  item: DefinitionItem
  ids: readonly number[]
  canAdd: boolean
  /** Whether there are as many as must be. */
  isEnough: boolean
}

export type Page = QuestionsPage | RepetitionsPage

/** The way through a questionnaire, as it is with these answers. */
export interface Path {
  /** Every page that is to be answered, as things are now. */
  pages: readonly Page[]
  /** The place in `pages` of the first one that is not answered; the number of pages if all are. */
  open: number
}

/** A page that the patient may visit: it is answered, and all before it, or it is the first one that is not. */
export function visitable({ pages, open }: Path, key: string): Page | undefined {
  return pages.slice(0, open + 1).find(page => page.key === key)
}
