import type { z } from 'zod'
import type { Services } from '../../services.ts'
import { enteredIn } from '../../web/forms.ts'
import type { Keep } from '../../web/session/late-forms.ts'
import type { ChangeKind } from './appointment.ts'
import { draftOf } from './unfinished-changes.ts'

/** Keeps what was entered on one page of a change, for "Save and carry on" and for a form that arrives too late. */
export function keepEntered({ appointments, drafts }: Services, kind: ChangeKind, rules: z.ZodObject): Keep {
  return async (actor, request) => {
    const { id } = await appointments.find(actor, request.params.appointmentId)
    await drafts.saveUnsent(actor, draftOf(kind, id), enteredIn(rules, request.body))
  }
}
