import type { Services } from '../../services.ts'
import { patientView } from '../../web/outcome.ts'
import type { PatientPage } from '../../web/page.ts'
import { type Appointment, type Part, sentence } from '../appointments/appointments.ts'
import type { Feature, ToDo } from '../feature.ts'

const view = patientView<{ next: Appointment | undefined; sentence: Part[] | undefined; toDo: ToDo[] }>(
  'home/home',
  {
    action: 'viewed-next-appointment',
    subject: ({ next }) => (next ? { type: 'appointment', id: next.id, version: next.version } : 'patient'),
  },
)

/** Shows the things to do, soonest due first, and the next appointment. */
export function home(services: Services, features: readonly Feature[]): PatientPage {
  return {
    async show({ actor }) {
      const toDo: ToDo[] = []
      const begun = await services.drafts.list(actor)
      for (const feature of features) toDo.push(...((await feature.toDo?.(services, actor, begun)) ?? []))
      const next = await services.appointments.next(actor)
      const said = next && sentence(next, services.clock.now())
      return view({ next, sentence: said, toDo: toDo.toSorted(byDueDate) })
    },
  }
}

/** Things without a due date come last. */
function byDueDate({ due: one }: ToDo, { due: other }: ToDo): number {
  if (one && other) return Temporal.Instant.compare(one, other)
  return Number(!one) - Number(!other)
}
