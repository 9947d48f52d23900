import type { Transaction } from '../../../database/database.ts'
import type { ProgramActor } from '../../../shared/actor.ts'
import { type ProgramTriage, triageSteps } from '../../staff-work/staff-work.ts'
import { recordStep } from '../record-step.ts'
import { findRequest } from '../request-store.ts'

/**
 * Assigns a request that has no assignee, marks it as urgent unless it is, and adds notes. What was set before stays, and
 * a request that is closed stays as it is. The caller holds the lock of the patient.
 */
export async function triageByProgram(
  transaction: Transaction,
  actor: ProgramActor,
  requestId: string,
  triage: ProgramTriage,
  at: Temporal.Instant,
): Promise<void> {
  let request = await findRequest(transaction, actor.patientId, requestId)
  if (request?.status !== 'open') return
  for (const { change, ...step } of triageSteps(request, triage)) {
    await recordStep(transaction, request, change, { ...step, actor, at })
    request = { ...request, version: request.version + 1 }
  }
}
