import { audit } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import { type Actor, requireStaffPermission } from '../../shared/actor.ts'
import type { PatientAction } from '../../shared/audit-actions.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound, NotPermitted } from '../../shared/errors.ts'
import { PatientChanged } from './patient-changed.ts'
import { addPatientEvent, listPatientEvents, type PatientEvent } from './patient-event-store.ts'
import { type AccessDecision, findPatientOfTrust, saveAccess } from './staff-patient-store.ts'

/** The actions of the audit log. The events of the outbox are called `patient-` and the decision. */
const ACTIONS: Record<AccessDecision, PatientAction> = {
  barred: 'barred-from-portal',
  'let-in': 'let-into-portal',
}

/** Takes patients out of the portal and lets them in again. Pages and the NHS App's list ask the same column each time. */
export class PortalAccessControl {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Decides about a patient of the trust, with history, audit entry and event in one transaction. Sending the same form again
   * decides nothing more. Throws {@link NotFound} for a patient of other trusts, {@link PatientChanged} if they have changed
   * since `version`, and {@link NotPermitted} for letting in a patient whom another trust or the PAS has taken out.
   */
  async decide(
    actor: Actor,
    { patientId, version }: { patientId: string; version: number },
    event: AccessDecision,
    reason: string,
  ): Promise<void> {
    requireStaffPermission(actor, 'bar-patients')
    const { trustOdsCode, userId } = actor
    if (!isGuid(patientId)) throw new NotFound()
    const at = this.#clock.now()
    const key = [trustOdsCode, userId, event, patientId, version]
    await idempotent(this.#database, { key, payload: reason, now: at }, async transaction => {
      await lockPatient(transaction, patientId)
      if (!(await findPatientOfTrust(transaction, trustOdsCode, patientId, at))) throw new NotFound()
      const events = await listPatientEvents(transaction, patientId)
      if (event === 'let-in' && barredBy(events, trustOdsCode) !== 'this-trust') throw new NotPermitted()
      if (!(await saveAccess(transaction, { id: patientId, version }, event))) throw new StaleVersion()
      await addPatientEvent(transaction, patientId, actor, { event, at, note: reason })
      const subject = { type: 'patient', id: patientId, version: version + 1 }
      await audit(transaction, actor, ACTIONS[event], subject, at, patientId)
      await addToOutbox(transaction, `patient-${event}`, subject, at)
      return ''
    }).catch(error => {
      throw error instanceof StaleVersion ? new PatientChanged() : error
    })
  }
}

/** Who has taken a patient out of the portal, and alone can let them in again. `pas`: it was done in the PAS, by no trust here. */
export type BarredBy = 'this-trust' | 'another-trust' | 'pas'

/** Of a patient who is out: what the history says last. */
export function barredBy(events: readonly PatientEvent[], trustOdsCode: string): BarredBy {
  const last = events.findLast(({ event }) => event === 'barred' || event === 'let-in')
  if (last?.event !== 'barred') return 'pas'
  return last.trustOdsCode === trustOdsCode ? 'this-trust' : 'another-trust'
}
