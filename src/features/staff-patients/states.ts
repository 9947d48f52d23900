import type { State } from '../../dev/catalogue/state.ts'
import { access } from './states/access.ts'
import { bookings } from './states/bookings.ts'
import { finding } from './states/finding.ts'

/** The patients of a trust, for its staff. */
export const states: readonly State[] = [...finding, ...access, ...bookings]
