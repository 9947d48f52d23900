import type { Database, Transaction } from '../../database/database.ts'
import type { StaffPermission } from '../../shared/permissions.ts'
import type { Task } from './task.ts'

/** How staff can close a task. */
export interface TaskOutcome {
  /** At most 40 characters, for the database. */
  name: string
  /** What it is called in the form and in the history. */
  text: string
  /** What it needs beside the permission of its kind. */
  permission?: StaffPermission
  /** If staff must write something about it: the fault when they do not. */
  needsWords?: string
  /** Why the task cannot be closed like this now, for staff; undefined if it can. */
  obstacle?(transaction: Transaction, task: Task, now: Temporal.Instant): Promise<string | undefined>
}

/** How the portal itself closes a task of any kind. */
export const PATIENT_DIED = { name: 'patient-died', text: 'The patient has died' }

/** What an outcome is called, also one that the portal chose; undefined for an open or withdrawn task. */
export function outcomeTextOf(kind: TaskKind | undefined, { outcome }: Task): string | undefined {
  return [PATIENT_DIED, ...(kind?.outcomes ?? [])].find(({ name }) => name === outcome)?.text
}

/**
 * A kind of task. A feature declares it and lists it in `src/services.ts`; it opens tasks with `openTask`, in the
 * transaction of what makes them necessary.
 */
export interface TaskKind {
  /** In the database and in addresses. At most 40 characters. */
  name: string
  /** What it is called on pages for staff. */
  title: string
  /** Who sees tasks of this kind, and works on them. */
  permission: StaffPermission
  outcomes: readonly TaskOutcome[]
  /** What is asked beside the outcome. `isReply`: the patient reads the answer. */
  closing: { label: string; hint: string; isReply: boolean }
  /** A component with what there is to do. It is included in the page of the task, with `details` among its values. */
  template: string
  details(database: Database, task: Task): Promise<object>
}
