import type { Services } from '../../../services.ts'
import { londonDate } from '../../../shared/dates.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { readDate } from '../../../shared/read-date.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinic } from '../clinic-store.ts'
import type { ClinicDay } from '../clinics.ts'

const DAYS_SHOWN = 28

const view = viewWithoutPatient<{
  clinic: Clinic
  days: ClinicDay[]
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** The first day of the next page. */
  next: Temporal.PlainDate
  isFirst: boolean
  maySet: boolean
  /** Whether times have just been added to these days. */
  isAdded: boolean
}>('clinics/view-clinic')

/** The coming days of a clinic, and what can be done about it. */
export function viewClinic({ clinics, clock }: Services): StaffPage {
  return {
    permission: 'change-slots',
    query: { starting: /^\d{4}-\d\d-\d\d$/, added: /^yes$/ },
    async show({ actor, params, query }) {
      const clinic = await clinics.find(actor, params.clinicId)
      const today = londonDate(clock.now())
      const from = readDate(query.starting) ?? today
      const days = await clinics.days(actor, clinic, { from, days: DAYS_SHOWN })
      const next = from.add({ days: DAYS_SHOWN })
      const maySet = actor.kind === 'staff' && roleMay(actor.role, 'manage-clinics')
      const to = next.subtract({ days: 1 })
      const isAdded = query.added === 'yes'
      return view({ clinic, days, from, to, next, isFirst: from.equals(today), maySet, isAdded })
    },
  }
}
