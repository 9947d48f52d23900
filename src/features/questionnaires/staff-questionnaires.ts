import { audit, auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest, NotFound } from '../../shared/errors.ts'
import { type Appointment, findAppointmentOfTrust } from '../appointments/appointments.ts'
import { findPatientOfTrust } from '../staff-patients/staff-patients.ts'
import { type DefinitionRow, listDefinitionsOfTrust } from './definition-store.ts'
import { makeAvailable } from './make-available.ts'
import { type Questionnaire, questionnaireSubject } from './questionnaire.ts'
import {
  countToReview,
  findQuestionnairePatient,
  type ListedQuestionnaire,
  listQuestionnaires,
  type QuestionnaireFilters,
  type QuestionnairePatient,
} from './questionnaire-list-store.ts'
import { recordStep } from './questionnaire-steps.ts'
import { findQuestionnaireOfTrust, listQuestionnairesAtTrust } from './questionnaire-store.ts'
import { QuestionnaireChanged } from './refusals.ts'
import { findResponse, markReviewed, type SentResponse } from './response-store.ts'

/** A questionnaire in its version, as the member of staff saw it. A form carries all of it. */
export interface QuestionnaireSeen {
  id: string
  patientId: string
  version: number
}

export interface QuestionnaireInFull {
  questionnaire: Questionnaire
  patient: QuestionnairePatient
  /** Undefined if it is about none. */
  appointment: Appointment | undefined
  /** Undefined unless the patient has sent it. */
  response: SentResponse | undefined
}

interface Work {
  transaction: Transaction
  staff: StaffActor
  questionnaire: Questionnaire
  now: Temporal.Instant
}

/** What staff do with the questionnaires of their own trust. */
export class StaffQuestionnaires {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** What the trust may ask, by title. */
  async definitions(actor: Actor): Promise<DefinitionRow[]> {
    return listDefinitionsOfTrust(this.#database, requireReader(actor).trustOdsCode)
  }

  /** One page of the list; `page` starts at 1. `hasMore`: there is a page after it. */
  async list(
    actor: Actor,
    filters: QuestionnaireFilters,
    { page, limit }: { page: number; limit: number },
  ): Promise<{ items: ListedQuestionnaire[]; hasMore: boolean }> {
    const { trustOdsCode } = requireReader(actor)
    const part = { limit: limit + 1, offset: (page - 1) * limit, now: this.#clock.now() }
    const found = await listQuestionnaires(this.#database, trustOdsCode, filters, part)
    return { items: found.slice(0, limit), hasMore: found.length > limit }
  }

  async countToReview(actor: Actor): Promise<{ total: number; flagged: number }> {
    return countToReview(this.#database, requireReader(actor).trustOdsCode)
  }

  /** Of one patient, asked last first. The caller has found the patient for the trust. */
  async listOfPatient(actor: Actor, patientId: string): Promise<Questionnaire[]> {
    const { trustOdsCode } = requireReader(actor)
    return listQuestionnairesAtTrust(this.#database, { patientId, trustOdsCode })
  }

  /** Throws the same {@link NotFound} for a questionnaire of another trust and one that does not exist. Audits the attempt. */
  async find(actor: Actor, id: unknown): Promise<QuestionnaireInFull> {
    const { trustOdsCode } = requireReader(actor)
    if (!isGuid(id)) throw new NotFound()
    const questionnaire = await findQuestionnaireOfTrust(this.#database, trustOdsCode, id)
    const patient = questionnaire && (await findQuestionnairePatient(this.#database, questionnaire.patientId))
    if (!questionnaire || !patient) {
      const subject = { type: 'questionnaire', id }
      await auditAccess(this.#database, actor, 'sought-questionnaire', subject, this.#clock.now())
      throw new NotFound()
    }
    const { appointmentId, patientId } = questionnaire
    const of = { trustOdsCode, patientId, id: String(appointmentId) }
    return {
      questionnaire,
      patient,
      appointment: appointmentId ? await findAppointmentOfTrust(this.#database, of) : undefined,
      response: await findResponse(this.#database, id),
    }
  }

  /**
   * Asks a patient of the trust to answer a questionnaire. Returns its id. The same form, which its `key` identifies, asks once.
   * Throws {@link NotFound} for a patient, a definition or an appointment that is not the trust's.
   */
  async ask(
    actor: Actor,
    key: string,
    asking: {
      patientId: string
      definitionId: string
      appointmentId: string | null
      expiresAt: Temporal.Instant | null
    },
  ): Promise<string> {
    requireStaffPermission(actor, 'ask-questions')
    const { trustOdsCode, userId } = actor
    const { appointmentId, definitionId, expiresAt, patientId } = asking
    if (!isGuid(patientId)) throw new NotFound()
    const now = this.#clock.now()
    const change = {
      key: [trustOdsCode, userId, patientId, 'ask-questions', key],
      payload: JSON.stringify([definitionId, appointmentId, expiresAt?.toString()]),
      now,
    }
    return idempotent(this.#database, change, async transaction => {
      await lockPatient(transaction, patientId)
      if (!(await findPatientOfTrust(transaction, trustOdsCode, patientId, now))) throw new NotFound()
      const of = { trustOdsCode, patientId, id: String(appointmentId) }
      if (appointmentId !== null && !(await findAppointmentOfTrust(transaction, of))) throw new NotFound()
      return makeAvailable(transaction, actor, { ...asking, trustOdsCode }, now)
    }).catch(error => {
      throw error instanceof StaleVersion ? new BadRequest() : error
    })
  }

  /** Takes back a questionnaire that is still to be answered. Throws {@link QuestionnaireChanged}. */
  async revoke(actor: Actor, seen: QuestionnaireSeen): Promise<void> {
    requireStaffPermission(actor, 'ask-questions')
    await this.#once(actor, 'revoke', seen, async ({ transaction, staff, questionnaire, now }) => {
      const change = { status: 'cancelled', revokedAt: now } as const
      await recordStep(transaction, staff, questionnaire, 'revoked-questionnaire', change, now)
    })
  }

  /** The patient has answered by phone: what they said is in the hospital's own notes. Throws {@link QuestionnaireChanged}. */
  async answeredByPhone(actor: Actor, seen: QuestionnaireSeen): Promise<void> {
    requireStaffPermission(actor, 'ask-questions')
    await this.#once(actor, 'by-phone', seen, async ({ transaction, staff, questionnaire, now }) => {
      const change = { status: 'completed', completedAt: now, completedBy: 'staff' } as const
      await recordStep(transaction, staff, questionnaire, 'answered-by-phone', change, now)
    })
  }

  /** Notes that the answers have been read. Once is enough: a second reader changes nothing. */
  async review(actor: Actor, seen: QuestionnaireSeen): Promise<void> {
    await this.#once(requireReader(actor), 'review', seen, async work => {
      const { transaction, staff, questionnaire, now } = work
      if (!(await markReviewed(transaction, questionnaire.id, staff.userId, now))) return
      const subject = questionnaireSubject(questionnaire)
      await audit(transaction, staff, 'reviewed-answers', subject, now, questionnaire.patientId)
    })
  }

  async #once(
    actor: StaffActor,
    operation: string,
    { id, patientId, version }: QuestionnaireSeen,
    step: (work: Work) => Promise<void>,
  ): Promise<void> {
    const { trustOdsCode, userId } = actor
    if (!isGuid(id) || !isGuid(patientId)) throw new NotFound()
    const now = this.#clock.now()
    const key = [trustOdsCode, userId, `${operation}-questionnaire`, id, patientId, version]
    try {
      await idempotent(this.#database, { key, payload: '', now }, async transaction => {
        await lockPatient(transaction, patientId)
        const questionnaire = await findQuestionnaireOfTrust(transaction, trustOdsCode, id)
        if (questionnaire?.patientId !== patientId) throw new NotFound()
        if (questionnaire.version !== version) throw new StaleVersion()
        await step({ transaction, staff: actor, questionnaire, now })
        return ''
      })
    } catch (error) {
      throw error instanceof StaleVersion ? new QuestionnaireChanged() : error
    }
  }
}

function requireReader(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'read-answers')
  return actor
}
