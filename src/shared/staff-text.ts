import { BadRequest } from './errors.ts'

/** Characters of a reason, a note, and of the words for a patient. Each may take two places of the column. */
export const MAX_TEXT_LENGTH = 500

/** The text without spaces around it. Throws {@link BadRequest} unless it has 1 to {@link MAX_TEXT_LENGTH} characters. */
export function checkText(text: string): string {
  const trimmed = text.trim()
  if (trimmed === '' || [...trimmed].length > MAX_TEXT_LENGTH) throw new BadRequest()
  return trimmed
}
