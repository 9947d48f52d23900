/** Values that are no words of the patient. */
const NOT_WORDS = new Set(['yes', 'no', 'other', 'skip'])

/** What the patient has typed into the fields of a page, so that it can be shown when it was not saved. */
export function wordsIn(body: unknown): string[] {
  return Object.entries(Object(body))
    .filter(([name]) => name.startsWith('answer'))
    .flatMap(([, sent]) =>
      typeof sent === 'string' && /\p{L}/u.test(sent) && !NOT_WORDS.has(sent) ? sent : [],
    )
}
