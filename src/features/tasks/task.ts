import type { Held, WorkStep } from '../staff-work/staff-work.ts'

/** `closed`: by staff with an outcome of its kind, or by the portal when the patient has died. `withdrawn`: by the patient. */
export type TaskStatus = 'open' | 'closed' | 'withdrawn'

/** Something that staff of a trust have to do for a patient by a promised time. */
export interface Task extends Held {
  id: string
  trustOdsCode: string
  patientId: string
  /** The name of a `TaskKind`. */
  kind: string
  appointmentId: string | null
  status: TaskStatus
  /** The name of an outcome of its kind or of `PATIENT_DIED`, when it is closed. */
  outcome: string | null
  /** What the patient reads about the outcome. */
  reply: string | null
  /** Incremented by every step of the work on it, and by its end. */
  version: number
  openedAt: Temporal.Instant
  promisedBy: Temporal.Instant
  closedAt: Temporal.Instant | null
}

/** A step in the history of a task. That it was opened is in the task itself. */
export type TaskEvent = WorkStep<TaskEventKind>

/** `assigned`: the note is the user id of the assignee. */
export type TaskEventKind =
  | 'claimed'
  | 'taken-over'
  | 'released'
  | 'noted'
  | 'assigned'
  | 'unassigned'
  | 'marked-urgent'
  | 'marked-normal'
  | 'closed'
  | 'withdrawn'
