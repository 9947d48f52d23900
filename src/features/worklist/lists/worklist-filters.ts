import type { ChangeKind } from '../../appointments/appointments.ts'
import type { WorkFilters } from '../../staff-work/staff-work.ts'
import type { Outcome } from '../change-request.ts'

/** Which requests of a trust a list has, and in which order. */
export interface WorklistFilters extends WorkFilters {
  /** Left out: open requests, oldest promise first. Closed ones are listed newest first. */
  state?: Outcome | undefined
  clinicId?: string | undefined
  kind?: ChangeKind | undefined
}
