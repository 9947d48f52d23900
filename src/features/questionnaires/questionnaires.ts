import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requirePatientAccess, requirePermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotTheirs } from '../../shared/errors.ts'
import type { Questionnaire } from './questionnaire.ts'
import { findQuestionnaireOfPatient, listQuestionnairesOfPatient } from './questionnaire-store.ts'

export {
  addDefinition,
  type DefinitionRow,
  findPublished,
  listDefinitionsOfTrust,
  type NewDefinition,
  retireOtherVersions,
} from './definition-store.ts'
export { flaggedAnswersTask } from './flagged-answers-task.ts'
export { type Asking, makeAvailable } from './make-available.ts'
export { type Questionnaire, stageOf } from './questionnaire.ts'
export { hasQuestionnaireAt } from './questionnaire-list-store.ts'

/** The questionnaires that a patient is asked to answer. */
export class Questionnaires {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** Asked last first, in any state. */
  async list(actor: Actor): Promise<Questionnaire[]> {
    return listQuestionnairesOfPatient(this.#database, requirePatientAccess(actor), this.#clock.now())
  }

  /** The same, for the NHS App. */
  async listAll(actor: Actor): Promise<Questionnaire[]> {
    requirePermission(actor, 'list-questionnaires')
    return this.list(actor)
  }

  /**
   * Throws the same {@link NotTheirs} for a missing questionnaire, one of another patient and one that is not available yet.
   * Audits the attempt.
   */
  async find(actor: Actor, id: unknown): Promise<Questionnaire> {
    if (!isGuid(id)) throw new NotTheirs()
    const now = this.#clock.now()
    const patientId = requirePatientAccess(actor)
    const found = await findQuestionnaireOfPatient(this.#database, patientId, id, now)
    if (found) return found
    await auditAccess(this.#database, actor, 'sought-questionnaire', { type: 'questionnaire', id }, now)
    throw new NotTheirs()
  }
}
