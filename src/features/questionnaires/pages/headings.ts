import type { Heading } from '../answers/path.ts'
import { valueInWords } from '../answers-in-words.ts'
import { textOf } from '../definition/item-rules.ts'

/** "Medicines 2", "Which of these do you have?: Asthma". */
export function headingWords({ answer, item, position }: Heading): string {
  const words = position === null ? textOf(item) : `${textOf(item)} ${position}`
  return answer ? `${words} ${valueInWords(answer)}` : words
}
