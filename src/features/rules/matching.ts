import { londonDate } from '../../shared/dates.ts'
import type { Rule } from './rule.ts'

/** What has happened to an appointment, with what the conditions of rules ask about. */
export interface Happening {
  at: Temporal.Instant
  clinicId: string
  medium: string
  /** When the appointment begins. */
  startsAt: Temporal.Instant
  /** A code of the page on which the patient gave it; null where none is asked for. */
  reason: string | null
}

/**
 * Whether the conditions of a rule hold. The caller has chosen what happened by the event and the trust of the rule. Days
 * are those of London: within 0 days is an appointment on the same day.
 */
export function matches({ conditions }: Pick<Rule, 'conditions'>, happening: Happening): boolean {
  const { clinicIds, media, reasons, withinDays } = conditions
  return (
    isAmong(clinicIds, happening.clinicId) &&
    isAmong(media, happening.medium) &&
    isAmong(reasons, happening.reason) &&
    (withinDays === null || daysUntil(happening) <= withinDays)
  )
}

function isAmong(chosen: readonly string[], value: string | null): boolean {
  return chosen.length === 0 || (value !== null && chosen.includes(value))
}

function daysUntil({ at, startsAt }: Happening): number {
  return londonDate(at).until(londonDate(startsAt), { largestUnit: 'days' }).days
}
