import { viewWithoutPatient } from '../../web/outcome.ts'
import type { StaffPage } from '../../web/page.ts'

const view = viewWithoutPatient('staff-log-in/start-page')

/** Says who is logged in, in which role and where, and what this role may open. The layout knows all of it. */
export function startPage(): StaffPage {
  return { permission: 'use-staff-pages', show: () => view() }
}
