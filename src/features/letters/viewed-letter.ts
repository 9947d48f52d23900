import type { DisclosureOf } from '../../web/outcome.ts'
import { type Letter, letterSubject } from './letter.ts'

/** What every page that shows a letter declares. */
export const viewedLetter: DisclosureOf<{ letter: Letter }> = {
  action: 'viewed-letter',
  subject: ({ letter }) => letterSubject(letter),
}

export const openedLetterFile: DisclosureOf<{ letter: Letter }> = {
  action: 'viewed-letter-file',
  subject: ({ letter }) => letterSubject(letter),
}
