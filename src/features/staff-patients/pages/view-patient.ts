import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { roleMay } from '../../../shared/permissions.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Feature } from '../../feature.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

/** `links`: to what other features have of the patient. */
type Shown = OpenedPatient & { links: { text: string; href: string }[] }

const view = patientView<Shown>('staff-patients/view-patient', openedPatient)

/** One patient: who it is, whether they may use the portal, and their appointments at this trust. */
export function viewPatient(services: Services, features: readonly Feature[]): StaffPage {
  return {
    permission: 'find-patients',
    async show(request) {
      const { actor } = request
      requireStaffPermission(actor, 'find-patients')
      const opened = await openPatient(services, request)
      const links = features.flatMap(({ staffPatientLink: link }) =>
        link && roleMay(actor.role, link.permission)
          ? [{ text: link.text, href: opened.address + link.to }]
          : [],
      )
      return view({ ...opened, links })
    },
  }
}
