/*
 * What may be published of a count, so that nobody can be found in it: below eight, none included, it is not told, and
 * any other is rounded to the nearest five. (NHS England publishes hospital figures so; there none is told. Here it is
 * not, or a total would give away how few are in each of many small rows.) Because every figure beside it is rounded,
 * what is not told cannot be worked out as the difference of two that are.
 */

const FEWEST = 8
const NOT_TOLD = '*'

export function published(count: number): string {
  return count < FEWEST ? NOT_TOLD : String(Math.round(count / 5) * 5)
}

/**
 * A total beside the figures of its parts. Where all were rounded as far as can be the same way, their difference would
 * tell that what is not told is none, or the most that is not told, everywhere: then the total is rounded the other way.
 * So it is up to three from what it stands for.
 */
export function publishedTotal(total: number, parts: readonly number[]): string {
  if (total < FEWEST) return NOT_TOLD
  const hidden = parts.filter(part => part < FEWEST)
  const rounded = parts.filter(part => part >= FEWEST)
  const isGivenAway = (ending: number, hiddenAll: number) =>
    hidden.length > 0 &&
    hidden.every(part => part === hiddenAll) &&
    rounded.every(part => part % 5 === ending)
  if (total % 5 === 3 && isGivenAway(2, FEWEST - 1)) return String(total - 3)
  if (total % 5 === 2 && isGivenAway(3, 0)) return String(total + 3)
  return published(total)
}

/** Of too few it would tell of one of them. Rounded to a whole number. */
export function publishedMedian(values: readonly number[]): string {
  if (values.length < FEWEST) return NOT_TOLD
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)]
  return String(Math.round(((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2))
}
