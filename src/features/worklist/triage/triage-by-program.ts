import type { Transaction } from '../../../database/database.ts'
import type { ProgramActor } from '../../../shared/actor.ts'
import { recordStep } from '../record-step.ts'
import type { NewRequestEvent } from '../request-event-store.ts'
import { findRequest, type RequestChange } from '../request-store.ts'

/** What a program does with a request. `assignTo`: the user id of a colleague, whom the caller has found for the trust. */
export interface ProgramTriage {
  assignTo: string | null
  urgent: boolean
  notes: readonly string[]
}

/**
 * Assigns a request that has no assignee, marks it as urgent unless it is, and adds notes. What was set before stays, and
 * a request that is closed stays as it is. The caller holds the lock of the patient.
 */
export async function triageByProgram(
  transaction: Transaction,
  actor: ProgramActor,
  requestId: string,
  { assignTo, urgent, notes }: ProgramTriage,
  at: Temporal.Instant,
): Promise<void> {
  let request = await findRequest(transaction, actor.patientId, requestId)
  if (request?.status !== 'open') return
  const steps: [RequestChange, Pick<NewRequestEvent, 'event' | 'note'>][] = []
  if (assignTo !== null && request.assignedTo === null)
    steps.push([{ assignedTo: assignTo }, { event: 'assigned', note: assignTo }])
  if (urgent && request.priority === 'normal')
    steps.push([{ priority: 'urgent' }, { event: 'marked-urgent' }])
  for (const note of notes) steps.push([{}, { event: 'noted', note }])
  for (const [change, step] of steps) {
    await recordStep(transaction, request, change, { ...step, actor, at })
    request = { ...request, version: request.version + 1 }
  }
}
