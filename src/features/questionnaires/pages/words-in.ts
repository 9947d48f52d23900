/** What was chosen, and the parts of a date: no words of the patient. */
const NOT_WORDS = /^(yes|no|other|skip|\d{0,4})$/

/** What the patient has typed into the fields of a page, so that it can be shown when it was not saved. */
export function wordsIn(body: unknown): string[] {
  return Object.entries(Object(body))
    .filter(([name]) => name.startsWith('answer'))
    .flatMap(([, sent]) => (typeof sent === 'string' && !NOT_WORDS.test(sent.trim()) ? sent : []))
}
