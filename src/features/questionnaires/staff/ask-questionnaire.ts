import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { london } from '../../../shared/dates.ts'
import { type FormFault, oneOf, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { StaffAppointment } from '../../appointments/appointments.ts'
import type { DefinitionRow } from '../definition-store.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

const WEEKS = { '1-week': 1, '2-weeks': 2, '4-weeks': 4 } as const
const UNTIL = ['appointment', '1-week', '2-weeks', '4-weeks', 'no-end'] as const

const NO_DEFINITION = 'Select a questionnaire'
const NO_APPOINTMENT = 'Select which appointment it is about'

const rules = z.strictObject({
  key: z.guid(),
  definition: z.string({ error: NO_DEFINITION }).max(36, NO_DEFINITION),
  appointment: z.string({ error: NO_APPOINTMENT }).max(36, NO_APPOINTMENT),
  until: oneOf(UNTIL, 'Select until when the patient can answer'),
})

/** `key`: made for each view of the page, so that the same form asks once. */
type Shown = OpenedPatient & {
  definitions: DefinitionRow[]
  /** Of the patient, booked and not begun. */
  upcoming: StaffAppointment[]
  chosen: { definition?: unknown; appointment?: unknown; until?: unknown }
  key: string
  moreTime?: boolean
  faults?: FormFault[]
}

const view = patientView<Shown>('questionnaires/ask-questionnaire', openedPatient)

/** Asks a patient to answer a questionnaire: which, about which appointment, and until when. */
export function askQuestionnaire(services: Services): StaffPage {
  const { clock, staffQuestionnaires } = services
  return {
    permission: 'ask-questions',
    show: async request => view(withFaults(undefined, await shown(request))),
    async submit(request) {
      const values = await shown(request)
      if (wantsToSave(request.body)) return view({ ...values, moreTime: true })
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return view(withFaults(faults, values), 400)
      const { appointment, definition, key, until } = answers
      const about = values.upcoming.find(({ id }) => id === appointment)
      const wrong = faultsIn(values, answers, about)
      if (wrong.length > 0) return view(withFaults(wrong, values), 400)
      const expiresAt = until === 'appointment' ? (about?.startsAt ?? null) : endOf(until, clock.now())
      const asking = { definitionId: definition, appointmentId: about?.id ?? null, expiresAt }
      await staffQuestionnaires.ask(request.actor, key, { patientId: values.patient.id, ...asking })
      return redirect(`${values.address}/questionnaires`)
    },
  }

  async function shown(request: Request): Promise<Shown> {
    const opened = await openPatient(services, request)
    const now = clock.now()
    const { appointment, definition, key, until } = Object(request.body)
    return {
      ...opened,
      definitions: await staffQuestionnaires.definitions(request.actor),
      upcoming: opened.appointments.filter(
        ({ startsAt, status }) => status === 'booked' && Temporal.Instant.compare(startsAt, now) > 0,
      ),
      chosen: { appointment, definition, until },
      key: z.guid().safeParse(key).data ?? randomUUID(),
    }
  }
}

function faultsIn(
  { definitions }: Shown,
  { appointment, definition, until }: z.output<typeof rules>,
  about: StaffAppointment | undefined,
): FormFault[] {
  const faults: FormFault[] = []
  if (!definitions.some(({ id }) => id === definition))
    faults.push({ text: NO_DEFINITION, href: '#definition' })
  if (!about && appointment !== 'none') faults.push({ text: NO_APPOINTMENT, href: '#appointment' })
  if (until === 'appointment' && !about)
    faults.push({ text: 'Select another end: it is about no appointment', href: '#until' })
  return faults
}

/** A minute before midnight, because "midnight" is read as either of two days. */
function endOf(until: (typeof UNTIL)[number], now: Temporal.Instant): Temporal.Instant | null {
  if (until === 'no-end' || until === 'appointment') return null
  return now.toZonedDateTimeISO(london).add({ weeks: WEEKS[until] }).withPlainTime('23:59').toInstant()
}
