import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { heldBy, holders } from '../../staff-work/staff-work.ts'
import type { OverdueItem } from '../lists/overdue.ts'
import { requireStaff } from '../staff-access.ts'

/** Those after them are shown when these have been answered. */
const MAX_SHOWN = 50

interface Shown {
  trustOdsCode: string
  clinics: { name: string; items: (OverdueItem & ReturnType<typeof heldBy>)[] }[]
  total: number
  shown: number
}

const view = patientView<Shown>('worklist/list-overdue', {
  action: 'viewed-overdue-requests',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ clinics }) => clinics.flatMap(({ items }) => items.map(({ patient }) => patient.id)),
})

/** For the team lead: requests past their promise by clinic, how late they are and who has them. */
export function listOverdue({ clock, overdue, staff }: Services): StaffPage {
  return {
    permission: 'reassign-requests',
    async show({ actor }) {
      const items = await overdue.list(actor, MAX_SHOWN)
      const nameOf = await namesOfStaff(staff, items.flatMap(holders))
      const now = clock.now()
      const held = items.map(item => ({ ...item, ...heldBy(item, nameOf, now) }))
      const byClinic = Map.groupBy(held, ({ appointment }) => appointment.clinicId)
      return view({
        trustOdsCode: requireStaff(actor).trustOdsCode,
        clinics: [...byClinic.values()].map(items => ({
          name: items[0]?.appointment.clinicName ?? '',
          items,
        })),
        total: await overdue.count(actor),
        shown: items.length,
      })
    },
  }
}
