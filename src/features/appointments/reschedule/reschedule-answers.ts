import { freeText, oneOf, someOf } from '../../../web/forms.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const TIMES = ['morning', 'afternoon', 'evening'] as const
export const RESCHEDULE_REASONS = ['commitments', 'ill', 'no-transport', 'no-carer', 'other'] as const
const MAX_DATES_LENGTH = 500

/**
 * The validation rules of a request to reschedule: used one by one on the question pages, and together on the last
 * page.
 */
export const rescheduleFields = {
  days: someOf(DAYS, 'Select the days you could come'),
  times: someOf(TIMES, 'Select the times of day you could come'),
  datesToAvoid: freeText(
    MAX_DATES_LENGTH,
    `Dates you cannot come must be ${MAX_DATES_LENGTH} characters or less`,
  ),
  reason: oneOf(RESCHEDULE_REASONS, 'Select why you need another time'),
}

export interface ReschedulePreferences {
  days: readonly string[]
  times: readonly string[]
  datesToAvoid: string
}
