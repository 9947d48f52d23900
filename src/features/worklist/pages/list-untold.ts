import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requireStaff } from '../staff-access.ts'
import type { WorklistItem } from '../worklist-store.ts'

/** Those after them are shown when these have been told. */
const MAX_SHOWN = 50

interface Shown {
  trustOdsCode: string
  items: WorklistItem[]
  total: number
}

const view = patientView<Shown>('worklist/list-untold', {
  action: 'viewed-patients-to-tell',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ items }) => items.map(({ patient }) => patient.id),
})

/** Patients who have not been told yet what staff decided. */
export function listUntold({ worklist }: Services): StaffPage {
  return {
    permission: 'work-requests',
    async show({ actor }) {
      const { trustOdsCode } = requireStaff(actor)
      return view({
        trustOdsCode,
        items: await worklist.listUntold(actor, MAX_SHOWN),
        total: await worklist.countUntold(actor),
      })
    },
  }
}
