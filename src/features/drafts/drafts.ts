import type { Database } from '../../database/database.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import type { Entered } from '../../web/forms.ts'
import { findDraft, listDrafts, removeDraft, saveDraft } from './draft-store.ts'

/** One journey of one thing, such as cancelling one appointment. */
export interface Draft {
  journey: string
  subject: { type: string; id: string }
}

/** Fields that were entered and not sent, by name. They are shown in their form again, and used for nothing else. */
interface Unsent {
  unsent?: Entered | undefined
}

/**
 * Unfinished answers of patients, kept for 24 hours after the last one. They belong to the person and the thing that is
 * changed, not to the browser: two tabs do not disturb each other, and a log-in on any device finds them again.
 */
export class Drafts {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The answers saved last, or an empty object. */
  async find<Answers extends object>(actor: Actor, draft: Draft): Promise<Partial<Answers> & Unsent> {
    const answers = await findDraft(this.#database, keyOf(actor, draft), this.#clock.now())
    return answers === undefined ? {} : JSON.parse(answers)
  }

  async save(actor: Actor, draft: Draft, answers: object): Promise<void> {
    await saveDraft(this.#database, keyOf(actor, draft), JSON.stringify(answers), this.#clock.now())
  }

  /** Keeps what was entered beside the answers. */
  async saveUnsent(actor: Actor, draft: Draft, entered: Entered): Promise<void> {
    const saved = await this.find(actor, draft)
    await this.save(actor, draft, { ...saved, unsent: { ...saved.unsent, ...entered } })
  }

  /** For the end of a journey. */
  async remove(actor: Actor, draft: Draft): Promise<void> {
    await removeDraft(this.#database, keyOf(actor, draft))
  }

  /** The journeys this person has not finished, newest first. */
  async list(actor: Actor): Promise<Draft[]> {
    return listDrafts(this.#database, peopleOf(actor), this.#clock.now())
  }
}

function keyOf(actor: Actor, { journey, subject: { type, id } }: Draft) {
  return { ...peopleOf(actor), journey, subject: { type, id } }
}

/** Throws {@link NotFound} for an actor who is no patient. */
function peopleOf(actor: Actor): { personId: string; patientId: string } {
  const patientId = requirePatientAccess(actor)
  if (actor.kind === 'patient') return { personId: patientId, patientId }
  if (actor.kind === 'proxy') return { personId: actor.proxyPatientId, patientId }
  throw new NotFound()
}
