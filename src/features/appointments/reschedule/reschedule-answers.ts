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
  days: anyOrSome(DAYS, 'Select at least 1 day that suits you'),
  times: anyOrSome(TIMES, 'Select at least 1 time of day'),
  datesToAvoid: freeText(
    MAX_DATES_LENGTH,
    written =>
      `Dates you cannot make must be ${MAX_DATES_LENGTH} characters or less. You have written ${written}.`,
  ),
  reason: oneOf(RESCHEDULE_REASONS, 'Select why you need a different time'),
}

/** "any" is an answer of its own. It includes the others, so they are left out if the patient ticks both. */
function anyOrSome(values: readonly string[], message: string) {
  return someOf(['any', ...values], message).transform(given => (given.includes('any') ? ['any'] : given))
}

export interface ReschedulePreferences {
  days: readonly string[]
  times: readonly string[]
  datesToAvoid: string
}
