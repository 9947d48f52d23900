import { audit, auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound, ReasonNeeded } from '../../shared/errors.ts'
import { hasQuestionnaireAt } from '../questionnaires/questionnaires.ts'
import { findPatientOfTrust } from '../staff-patients/staff-patients.ts'
import type { ReasonCode } from './reasons.ts'
import { hasTaskAt, isSensitive, sensitiveAmong } from './sensitive-patient-store.ts'
import { addStatedReason, openUntil } from './stated-reason-store.ts'

export { reasonInWords } from './reasons.ts'

/** For this patient and this member of staff only. */
const OPEN_FOR = Temporal.Duration.from({ minutes: 30 })

/** A form that was opened in time may come back this much later with its faults, so that what was typed is not lost. */
const FORM_GRACE = Temporal.Duration.from({ minutes: 15 })

/**
 * Records that the PAS marks as sensitive. Staff open one only after they have stated why, and an auditor reviews it. Lists are
 * not affected: see docs/staff.md.
 */
export class SensitiveRecords {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Asked before anything of one patient is shown to staff, so that no page has to. Returns until when a sensitive record is
   * open, and undefined for any other. Throws {@link ReasonNeeded}, and audits the attempt.
   */
  async requireReason(
    actor: StaffActor,
    patientId: string,
    isForm: boolean,
  ): Promise<Temporal.Instant | undefined> {
    if (!(await isSensitive(this.#database, patientId))) return undefined
    const now = this.#clock.now()
    const since = isForm ? now.subtract(FORM_GRACE) : now
    const until = await openUntil(this.#database, patientId, actor, since)
    if (until) return until
    await auditAccess(this.#database, actor, 'sought-sensitive-record', 'patient', now, patientId)
    throw new ReasonNeeded(patientId)
  }

  /**
   * The same before a form about a patient changes anything, which need not show anything of them. About a patient of other trusts
   * it says nothing: to the form they are not there.
   */
  async requireReasonForForm(actor: StaffActor, patientId: string): Promise<void> {
    if (await this.#isKnown(actor, patientId)) await this.requireReason(actor, patientId, true)
  }

  /** Those of these patients whose record is sensitive and not open to this member of staff. */
  async closedAmong(actor: StaffActor, patientIds: readonly string[]): Promise<Set<string>> {
    const closed = new Set<string>()
    for (const id of await sensitiveAmong(this.#database, patientIds))
      if (!(await openUntil(this.#database, id, actor, this.#clock.now()))) closed.add(id)
    return closed
  }

  /** Whether a reason is to be stated. Throws {@link NotFound} for a patient of other trusts, and audits the attempt. */
  async needsReason(actor: Actor, patientId: unknown): Promise<boolean> {
    const staff = requireOpener(actor)
    if (!isGuid(patientId)) throw new NotFound()
    const now = this.#clock.now()
    if (!(await this.#isKnown(staff, patientId))) {
      await auditAccess(this.#database, staff, 'sought-patient', { type: 'patient', id: patientId }, now)
      throw new NotFound()
    }
    if (!(await isSensitive(this.#database, patientId))) return false
    return (await openUntil(this.#database, patientId, staff, now)) === undefined
  }

  /**
   * Opens the record for 30 minutes, with an audit entry. While it is open, another reason changes nothing, so that a form that is
   * sent twice states one.
   */
  async stateReason(
    actor: Actor,
    patientId: string,
    { reason, explanation }: { reason: ReasonCode; explanation: string },
  ): Promise<void> {
    const staff = requireOpener(actor)
    if (!(await this.needsReason(actor, patientId))) return
    const statedAt = this.#clock.now()
    await retryTransient(() =>
      this.#database.transaction(async transaction => {
        await lockPatient(transaction, patientId)
        if (await openUntil(transaction, patientId, staff, statedAt)) return
        const stated = { patientId, reason, explanation, statedAt, openUntil: statedAt.add(OPEN_FOR) }
        const subject = { type: 'stated-reason', id: await addStatedReason(transaction, staff, stated) }
        await audit(transaction, staff, 'stated-reason', subject, statedAt, patientId)
      }),
    )
  }

  /** Patients of the trust, and those without an appointment there who have asked it to contact them, or whom it has asked. */
  async #isKnown({ trustOdsCode }: StaffActor, patientId: string): Promise<boolean> {
    const patient = await findPatientOfTrust(this.#database, trustOdsCode, patientId, this.#clock.now())
    if (patient) return true
    if (await hasTaskAt(this.#database, trustOdsCode, patientId)) return true
    return hasQuestionnaireAt(this.#database, trustOdsCode, patientId)
  }
}

function requireOpener(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'open-sensitive-records')
  return actor
}
