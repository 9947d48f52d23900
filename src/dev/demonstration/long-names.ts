/** The words again and again, to exactly that many characters, as long as the database holds. */
export function toLength(length: number, words: string): string {
  return words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length)
    .replace(/ $/, '.')
}
