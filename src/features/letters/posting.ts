import { londonDate } from '../../shared/dates.ts'

/** What a trust does about letters on paper. */
export interface PostingRules {
  /** A letter that is unread for so long is posted. Null: the portal leaves the post to the hospital. */
  afterHours: number | null
  /** Whether patients may choose to get each letter by post as well. Only with `afterHours`. */
  mayChoose: boolean
}

interface Arrival {
  /** The date on the letter. */
  datedOn: Temporal.PlainDate
  importedAt: Temporal.Instant
  shownFrom: Temporal.Instant
}

/** Days. An older letter comes from the hospital's past, and was posted at the time. */
const MAX_AGE = 30

/**
 * When a letter is due to be posted; null if the portal does not have it posted. `shownFrom`: when the patient is shown the
 * letter for the first time. A deadline is a full hour, so that it can be told in a few words.
 */
export function postingTerms(
  { afterHours, mayChoose }: PostingRules,
  wantsPaper: boolean,
  { datedOn, importedAt, shownFrom }: Arrival,
): { after: Temporal.Instant; always: boolean } | null {
  const age = datedOn.until(londonDate(importedAt)).total('days')
  if (afterHours === null || age > MAX_AGE) return null
  if (mayChoose && wantsPaper) return { after: shownFrom, always: true }
  const after = shownFrom.add({ hours: afterHours }).round({ smallestUnit: 'hour', roundingMode: 'ceil' })
  return { after, always: false }
}
