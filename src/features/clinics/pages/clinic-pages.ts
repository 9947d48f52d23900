import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { addSlots } from './add-slots.ts'
import { changeSettings } from './change-settings.ts'
import { closeClinic } from './close-clinic.ts'
import { closeClinician } from './close-clinician.ts'
import { listClinicians } from './list-clinicians.ts'
import { listClinics } from './list-clinics.ts'
import { reopenClinic } from './reopen-clinic.ts'
import { viewClinic } from './view-clinic.ts'
import { viewClosure } from './view-closure.ts'
import { viewDay } from './view-day.ts'

export function clinicPages(services: Services): PageTable<StaffPage> {
  return {
    '/clinics': listClinics(services),
    '/clinics/clinicians': listClinicians(services),
    '/clinics/clinicians/:clinicianId/close': closeClinician(services),
    '/clinics/closures/:closureId': viewClosure(services),
    '/clinics/closures/:closureId/reopen': reopenClinic(services),
    '/clinics/:clinicId': viewClinic(services),
    '/clinics/:clinicId/add-slots': addSlots(services),
    '/clinics/:clinicId/settings': changeSettings(services),
    '/clinics/:clinicId/day/:date': viewDay(services),
    '/clinics/:clinicId/day/:date/close': closeClinic(services),
  }
}
