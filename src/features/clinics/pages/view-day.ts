import type { Services } from '../../../services.ts'
import { periodOf } from '../../../shared/dates.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Clinic } from '../clinic-store.ts'
import type { ClinicDay } from '../clinics.ts'
import type { Closure } from '../closures/closure.ts'
import { dateInAddress } from './date-in-address.ts'

const view = viewWithoutPatient<{
  clinic: Clinic
  day: ClinicDay
  closed: Closure[]
  address: string
  isOver: boolean
}>('clinics/view-day')

/** The slots of a clinic on one day, and what is closed of them. */
export function viewDay({ clinics, closures, clock }: Services): StaffPage {
  return {
    permission: 'change-slots',
    async show({ actor, params }) {
      const date = dateInAddress(params.date)
      const clinic = await clinics.find(actor, params.clinicId)
      const period = periodOf(date)
      return view({
        clinic,
        day: await clinics.day(actor, clinic, date),
        closed: await closures.listOfClinic(actor, clinic, period),
        address: `/staff/clinics/${clinic.id}/day/${date}`,
        isOver: Temporal.Instant.compare(period.until, clock.now()) <= 0,
      })
    },
  }
}
