import type { Definition } from '../definition/definition.ts'
import type { Answers } from './answers.ts'
import { pagesOf } from './pages.ts'
import type { Path } from './path.ts'

/** Walks through the questionnaire from its start, so that the way always fits the answers that are there. */
export function replay(definition: Definition, answers: Answers): Path {
  const pages = pagesOf(definition, answers)
  const open = pages.findIndex(({ isAnswered }) => !isAnswered)
  return { pages, open: open === -1 ? pages.length : open }
}
