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

/** Of too few it would tell of one of them. Rounded to a whole number. */
export function publishedMedian(values: readonly number[]): string {
  if (values.length < FEWEST) return NOT_TOLD
  const sorted = values.toSorted((one, other) => one - other)
  const [low, high] = [Math.floor((sorted.length - 1) / 2), Math.ceil((sorted.length - 1) / 2)]
  return String(Math.round(((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2))
}
