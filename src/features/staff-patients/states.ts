import type { State } from '../../dev/catalogue/state.ts'
import { finding } from './states/finding.ts'

/** The patients of a trust, for its staff. */
export const states: readonly State[] = [...finding]
