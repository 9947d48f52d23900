import type { Database, Transaction } from '../../database/database.ts'
import { idempotent } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotTheirs } from '../../shared/errors.ts'
import type { Entered } from '../../web/forms.ts'
import { findTaskOfPatient } from '../tasks/tasks.ts'
import { type Answers, formatAnswers, NO_ANSWERS, parseAnswers } from './answers/answers.ts'
import { findAnswers, saveAnswers } from './answers-store.ts'
import type { Definition } from './definition/definition.ts'
import { flaggedAnswersTask } from './flagged-answers-task.ts'
import { definitionOf } from './known-definitions.ts'
import { type Questionnaire, stageOf } from './questionnaire.ts'
import { recordStep } from './questionnaire-steps.ts'
import { findQuestionnaireOfPatient } from './questionnaire-store.ts'
import { AnswersChanged, QuestionnaireEnded } from './refusals.ts'
import { findResponse, type SentResponse } from './response-store.ts'
import { sendAnswers } from './send-answers.ts'

/** What was entered on pages and not sent, by the key of the page. It is shown in its form again, and used for nothing else. */
export type Unsent = ReadonlyMap<string, Entered>

/** The answers that are saved so far. `version`: 0 before the first one. */
export interface Saved {
  answers: Answers
  unsent: Unsent
  version: number
}

/**
 * The answers of patients, until they are sent. They are saved after each page, in the version that the page was made from:
 * what another tab or device has saved since is never lost.
 */
export class Answering {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The caller has found the questionnaire for its patient. */
  async read({ definitionId, id }: Questionnaire): Promise<Saved & { definition: Definition }> {
    const saved = await readSaved(this.#database, id)
    return { ...saved, definition: await definitionOf(this.#database, definitionId) }
  }

  /** The patient starts, or goes on. Throws {@link QuestionnaireEnded}. */
  async begin(actor: Actor, id: string): Promise<void> {
    await this.#locked(actor, transaction => started(transaction, actor, id, this.#clock.now()))
  }

  /** Saves answers over this version of them. Throws {@link AnswersChanged} and {@link QuestionnaireEnded}. */
  async save(
    actor: Actor,
    { id, version }: { id: string; version: number },
    answers: Answers,
    { sent }: { sent: string },
  ): Promise<void> {
    const now = this.#clock.now()
    await this.#locked(actor, async transaction => {
      await started(transaction, actor, id, now)
      const { unsent } = await readSaved(transaction, id)
      const others = [...unsent].filter(([page]) => page !== sent)
      const values = { answers: formatAnswers(answers), unsent: formatUnsent(others), version }
      if (!(await saveAnswers(transaction, id, values, now))) throw new AnswersChanged()
    })
  }

  /** Keeps what was entered on a page beside the answers. Throws {@link QuestionnaireEnded}. */
  async keep(actor: Actor, id: string, page: string, entered: Entered): Promise<void> {
    const now = this.#clock.now()
    await this.#locked(actor, async transaction => {
      await started(transaction, actor, id, now)
      const { answers, unsent, version } = await readSaved(transaction, id)
      const all = formatUnsent([...unsent, [page, entered]])
      await saveAnswers(transaction, id, { answers: formatAnswers(answers), unsent: all, version }, now)
    })
  }

  /** Sends the answers in this version. The same form sends them once. Throws {@link AnswersChanged} and {@link QuestionnaireEnded}. */
  async send(actor: Actor, { id, version }: { id: string; version: number }): Promise<void> {
    const patientId = requirePatientAccess(actor)
    const now = this.#clock.now()
    const change = { key: [patientId, 'send-questionnaire', id, version], payload: '', now }
    await idempotent(this.#database, change, async transaction => {
      await lockPatient(transaction, patientId)
      const questionnaire = await started(transaction, actor, id, now)
      const saved = await readSaved(transaction, id)
      if (saved.version !== version) throw new AnswersChanged()
      const definition = await definitionOf(transaction, questionnaire.definitionId)
      await sendAnswers(transaction, actor, { questionnaire, definition, answers: saved.answers }, now)
      return id
    })
  }

  /** What was sent, with the time by which staff look at what is flagged. The caller has found the questionnaire for its patient. */
  async sent({
    id,
    patientId,
  }: Questionnaire): Promise<(SentResponse & { promisedBy: Temporal.Instant | undefined }) | undefined> {
    const response = await findResponse(this.#database, id)
    if (!response) return undefined
    const theirs = { patientId, kind: flaggedAnswersTask.name }
    const task = await findTaskOfPatient(this.#database, theirs, response.taskId)
    return { ...response, promisedBy: task?.promisedBy }
  }

  async #locked(actor: Actor, change: (transaction: Transaction) => Promise<unknown>): Promise<void> {
    const patientId = requirePatientAccess(actor)
    await retryTransient(() =>
      this.#database.transaction(async transaction => {
        await lockPatient(transaction, patientId)
        await change(transaction)
      }),
    )
  }
}

/** The questionnaire, started if it was not. Throws {@link QuestionnaireEnded}. The caller holds the lock of the patient. */
export async function started(
  transaction: Transaction,
  actor: Actor,
  id: string,
  now: Temporal.Instant,
): Promise<Questionnaire> {
  const found = await findQuestionnaireOfPatient(transaction, requirePatientAccess(actor), id, now)
  if (!found) throw new NotTheirs()
  switch (stageOf(found, now)) {
    case 'in-progress':
      return found
    case 'requested': {
      const change = { status: 'in-progress', startedAt: now } as const
      return recordStep(transaction, actor, found, 'started-questionnaire', change, now)
    }
    default:
      throw new QuestionnaireEnded(found)
  }
}

export async function readSaved(database: Database, id: string): Promise<Saved> {
  const saved = await findAnswers(database, id)
  if (!saved) return { answers: NO_ANSWERS, unsent: new Map(), version: 0 }
  const { answers, unsent, version } = saved
  return {
    answers: parseAnswers(answers),
    unsent: new Map(Object.entries(JSON.parse(unsent ?? '{}'))),
    version,
  }
}

/** The last of the same page counts. */
function formatUnsent(unsent: Iterable<readonly [page: string, entered: Entered]>): string {
  return JSON.stringify(Object.fromEntries(unsent))
}
