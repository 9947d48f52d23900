import { audit, auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { idempotent, StaleVersion } from '../../database/idempotent.ts'
import { lockPatient } from '../../database/locks.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import { type Actor, requirePatientAccess } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest, NotTheirs } from '../../shared/errors.ts'
import { promisedBy } from '../../shared/working-hours.ts'
import {
  countOpenOfPatient,
  findTaskOfPatient,
  listTasksOfPatient,
  openTask,
  type Task,
  taskSubject,
  withdrawTask,
} from '../tasks/tasks.ts'
import { type Asked, CONTACT_REQUEST, type ContactRequest } from './contact-request.ts'
import { type AskedTrust, addContactRequest, findAsked, listAskedTrusts } from './contact-request-store.ts'
import { ContactRequestEnded, TooManyOpen } from './refusals.ts'

export type { ContactRequest } from './contact-request.ts'
export { contactRequestTask } from './contact-request-task.ts'

/** More would not be answered sooner. */
export const MAX_OPEN = 5
const ON_A_PAGE = 20

/** Which trust is asked, and about which appointment. */
export interface AskedAt {
  trustOdsCode: string
  appointmentId: string | null
}

export interface ListedRequests {
  requests: ContactRequest[]
  page: number
  hasMore: boolean
}

/** The requests of patients that a hospital contacts them. */
export class ContactRequests {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** All trusts by name. */
  async trusts(actor: Actor): Promise<AskedTrust[]> {
    requirePatientAccess(actor)
    return listAskedTrusts(this.#database)
  }

  async mayAskMore(actor: Actor): Promise<boolean> {
    return (await countOpenOfPatient(this.#database, this.#theirs(actor))) < MAX_OPEN
  }

  /**
   * Sends a request and returns its id. The same form, which its `key` identifies, makes one request however often it is
   * sent. Throws {@link TooManyOpen}, and {@link BadRequest} for an unknown trust. The caller has found the appointment for
   * the patient.
   */
  async ask(actor: Actor, key: string, at: AskedAt, asked: Asked): Promise<string> {
    const now = this.#clock.now()
    const { kind, patientId } = this.#theirs(actor)
    const [trust] = await listAskedTrusts(this.#database, [at.trustOdsCode])
    if (!trust) throw new BadRequest()
    const change = { key: [patientId, 'contact-me', key], payload: JSON.stringify([at, asked]), now }
    return idempotent(this.#database, change, async transaction => {
      await lockPatient(transaction, patientId)
      if ((await countOpenOfPatient(transaction, { patientId, kind })) >= MAX_OPEN) throw new TooManyOpen()
      const promised = promisedBy(now, trust.promiseWorkingHours, trust.opening)
      const id = await openTask(transaction, { ...at, patientId, kind, openedAt: now, promisedBy: promised })
      await addContactRequest(transaction, id, asked)
      const subject = taskSubject({ id, version: 1 })
      await audit(transaction, actor, 'asked-for-contact', subject, now)
      await addToOutbox(transaction, 'contact-requested', subject, now)
      return id
    }).catch(error => {
      throw error instanceof StaleVersion ? new BadRequest() : error
    })
  }

  /** Throws the same {@link NotTheirs} for a missing and another patient's request. Audits the attempt. */
  async find(actor: Actor, id: unknown): Promise<ContactRequest> {
    if (!isGuid(id)) throw new NotTheirs()
    const task = await findTaskOfPatient(this.#database, this.#theirs(actor), id)
    const [found] = task ? await this.#inFull([task]) : []
    if (found) return found
    await auditAccess(this.#database, actor, 'sought-task', { type: 'task', id }, this.#clock.now())
    throw new NotTheirs()
  }

  /** A page of the requests: open ones first, then the latest. `hasMore`: there is a page after it. */
  async list(actor: Actor, page = 1): Promise<ListedRequests> {
    // One more than is shown says whether there are others.
    const part = { limit: ON_A_PAGE + 1, offset: (page - 1) * ON_A_PAGE }
    const found = await listTasksOfPatient(this.#database, this.#theirs(actor), part)
    const requests = await this.#inFull(found.slice(0, ON_A_PAGE))
    return { requests, page, hasMore: found.length > ON_A_PAGE }
  }

  /** Withdraws an open request, also while a member of staff works on it. Throws {@link ContactRequestEnded}. */
  async withdraw(actor: Actor, id: string): Promise<void> {
    const now = this.#clock.now()
    const { kind, patientId } = this.#theirs(actor)
    const change = { key: [patientId, 'withdraw-task', id], payload: '', now }
    await idempotent(this.#database, change, async transaction => {
      await lockPatient(transaction, patientId)
      const task = await findTaskOfPatient(transaction, { patientId, kind }, id)
      if (!task) throw new NotTheirs()
      await withdrawTask(transaction, task, actor, now)
      return id
    }).catch(error => {
      throw error instanceof StaleVersion ? new ContactRequestEnded(id) : error
    })
  }

  #theirs(actor: Actor) {
    return { patientId: requirePatientAccess(actor), kind: CONTACT_REQUEST }
  }

  async #inFull(tasks: readonly Task[]): Promise<ContactRequest[]> {
    const asked = await findAsked(
      this.#database,
      tasks.map(({ id }) => id),
    )
    const trusts = await listAskedTrusts(
      this.#database,
      tasks.map(({ trustOdsCode }) => trustOdsCode),
    )
    return tasks.flatMap(task => {
      const theirs = asked.get(task.id)
      const trust = trusts.find(({ odsCode }) => odsCode === task.trustOdsCode)
      return theirs ? [{ task, asked: theirs, trustName: trust?.name ?? '' }] : []
    })
  }
}
