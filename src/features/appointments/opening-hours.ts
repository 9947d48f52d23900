import {
  formatOpeningHours,
  OFFICE_HOURS,
  type OpeningHours,
  openingHoursFrom,
} from '../../shared/working-hours.ts'

/**
 * Invalid opening hours in the settings must not hide the appointment. The phone number is then shown without hours,
 * and promises are calculated with ordinary office hours.
 */
export function openingHours(ruled: (column: string) => string | number): {
  opening: OpeningHours
  hours: string
} {
  const stored = {
    days: String(ruled('open_days')),
    opens: String(ruled('opens_at')),
    closes: String(ruled('closes_at')),
  }
  const key = Object.values(stored).join()
  const known = knownHours.get(key)
  if (known) return known
  const hours = readHours(stored)
  if (knownHours.size >= MAX_KNOWN) knownHours.clear()
  knownHours.set(key, hours)
  return hours
}

/** By the text of the settings: reading it takes longer than the rest of an appointment. */
const knownHours = new Map<string, ReturnType<typeof readHours>>()
const MAX_KNOWN = 1000

function readHours(stored: Parameters<typeof openingHoursFrom>[0]) {
  const opening = openingHoursFrom(stored)
  return { opening: opening ?? OFFICE_HOURS, hours: opening ? formatOpeningHours(opening) : '' }
}
