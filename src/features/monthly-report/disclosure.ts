/*
 * Rules that keep individual patients from being identified in the figures. Counts below eight, including zero, are
 * suppressed, and all others are rounded to the nearest five. (NHS England publishes hospital figures like this, but
 * it publishes zeros. Here a total beside many small rows would then reveal how small each row is.) Because all
 * figures are rounded, a suppressed count cannot be calculated as the difference between published ones.
 */

const MIN_PUBLISHED = 8
const SUPPRESSED = '*'

export function published(count: number): string {
  return count < MIN_PUBLISHED ? SUPPRESSED : String(Math.round(count / 5) * 5)
}

/**
 * A total that is published beside its parts. If the total and all parts were rounded by the maximum in opposite
 * directions, the difference would reveal that every suppressed part is zero, or that every one is seven. In these
 * cases the total is rounded the other way, so it is up to three from the true total.
 */
export function publishedTotal(total: number, parts: readonly number[]): string {
  if (total < MIN_PUBLISHED) return SUPPRESSED
  const hidden = parts.filter(part => part < MIN_PUBLISHED)
  const rounded = parts.filter(part => part >= MIN_PUBLISHED)
  const isRevealed = (ending: number, everyHidden: number) =>
    hidden.length > 0 &&
    hidden.every(part => part === everyHidden) &&
    rounded.every(part => part % 5 === ending)
  if (total % 5 === 3 && isRevealed(2, MIN_PUBLISHED - 1)) return String(total - 3)
  if (total % 5 === 2 && isRevealed(3, 0)) return String(total + 3)
  return published(total)
}

/** Suppressed for fewer than eight values, because it could reveal one of them. Rounded to a whole number. */
export function publishedMedian(values: readonly number[]): string {
  if (values.length < MIN_PUBLISHED) return SUPPRESSED
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)]
  return String(Math.round(((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2))
}
