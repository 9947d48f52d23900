import type { Services } from '../../services.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Draft } from '../drafts/drafts.ts'
import type { ToDo } from '../feature.ts'
import type { ChangeKind } from './appointment.ts'
import { hasEnded } from './changeable.ts'
import { subjectOf, viewedAppointment } from './viewed-appointment.ts'

const WORDS: Record<ChangeKind, string> = { cancel: 'cancelling', reschedule: 'rescheduling' }

/** The answers to the questions of one change of one appointment. */
export function draftOf(kind: ChangeKind, appointmentId: string): Draft {
  return { journey: kind, subject: { type: 'appointment', id: appointmentId } }
}

/** The changes that the patient has begun and can still finish, for the home page. */
export async function unfinishedChanges(
  { appointments, recordDisclosure }: Services,
  actor: Actor,
  begun: readonly Draft[],
): Promise<ToDo[]> {
  const toDo: ToDo[] = []
  for (const { journey, subject } of begun) {
    if (!isChangeKind(journey)) continue
    const appointment = await appointments.findIfTheirs(actor, subject.id)
    if (!appointment || hasEnded(appointment, journey)) continue
    if (appointments.mayChange(appointment, journey).obstacle) continue
    await recordDisclosure(actor, { action: viewedAppointment.action, subject: subjectOf(appointment) })
    toDo.push({
      text: `You were ${WORDS[journey]} your ${appointment.titleWords.inSentence} appointment. Carry on or start again`,
      to: `/appointment/${appointment.id}/${journey}`,
    })
  }
  return toDo
}

function isChangeKind(journey: string): journey is ChangeKind {
  return Object.hasOwn(WORDS, journey)
}
