/** Repeats the words to exactly `length` characters, normally the limit of the database column. */
export function toLength(length: number, words: string): string {
  return words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length)
    .replace(/ $/, '.')
}
