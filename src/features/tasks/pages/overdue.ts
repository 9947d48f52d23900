/** By how much the promised time has passed, in words: "3 hours", "2 days". Undefined if it has not. */
export function overdueBy(promisedBy: Temporal.Instant, now: Temporal.Instant): string | undefined {
  const minutes = promisedBy.until(now).total('minutes')
  if (minutes <= 0) return undefined
  if (minutes < 60) return 'less than an hour'
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? count(hours, 'hour') : count(Math.floor(hours / 24), 'day')
}

function count(number: number, unit: string): string {
  return `${number} ${number === 1 ? unit : `${unit}s`}`
}
