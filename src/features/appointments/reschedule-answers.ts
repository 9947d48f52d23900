import { chosen, ticked, typed } from '../../web/forms.ts'

export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export const TIMES = ['morning', 'afternoon', 'evening'] as const
export const RESCHEDULE_REASONS = ['commitments', 'ill', 'no-transport', 'no-carer', 'other'] as const
const MOST_LETTERS = 500

/** The rules of the questions a request to reschedule asks, one to a page and together on check answers. */
export const rescheduleFields = {
  days: ticked(DAYS, 'Select the days you could come'),
  times: ticked(TIMES, 'Select the times of day you could come'),
  datesToAvoid: typed(MOST_LETTERS, `Dates you cannot come must be ${MOST_LETTERS} characters or less`),
  reason: chosen(RESCHEDULE_REASONS, 'Select why you need another time'),
}

export interface ReschedulePreferences {
  days: readonly string[]
  times: readonly string[]
  datesToAvoid: string
}
