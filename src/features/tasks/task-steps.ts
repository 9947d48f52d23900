import { randomUUID } from 'node:crypto'
import { audit } from '../../audit/audit.ts'
import type { Transaction } from '../../database/database.ts'
import { StaleVersion } from '../../database/idempotent.ts'
import { addToOutbox } from '../../outbox/outbox.ts'
import type { Actor, ProgramActor } from '../../shared/actor.ts'
import type { PatientAction } from '../../shared/audit-actions.ts'
import type { Subject } from '../../shared/subject.ts'
import { type ProgramTriage, triageSteps } from '../staff-work/staff-work.ts'
import type { Task, TaskEventKind } from './task.ts'
import { addTaskEvent, type NewTaskEvent } from './task-event-store.ts'
import { addTask, findTaskOfPatient, type NewTask, saveTask, type TaskChange } from './task-store.ts'

/** The actions of the audit log. The events of the outbox are called `task-` and the step. */
const ACTIONS: Record<TaskEventKind, PatientAction> = {
  claimed: 'claimed-task',
  'taken-over': 'took-over-task',
  released: 'released-task',
  noted: 'noted-on-task',
  assigned: 'assigned-task',
  unassigned: 'unassigned-task',
  'marked-urgent': 'marked-task-urgent',
  'marked-normal': 'marked-task-normal',
  closed: 'closed-task',
  withdrawn: 'withdrew-task',
}

export function taskSubject({ id, version }: Pick<Task, 'id' | 'version'>): Required<Subject> {
  return { type: 'task', id, version }
}

/**
 * Opens a task in the transaction of what makes it necessary. That transaction has its own audit entry and event; the
 * caller holds the lock of the patient. Returns the id.
 */
export async function openTask(transaction: Transaction, task: Omit<NewTask, 'id'>): Promise<string> {
  const id = randomUUID()
  await addTask(transaction, { id, ...task })
  return id
}

/**
 * Makes one step of the work on a task, with its history, audit entry and event. The caller holds the lock of the patient.
 * Throws {@link StaleVersion} if the task is not open any more, or not in this version.
 */
export async function recordTaskStep(
  transaction: Transaction,
  task: Task,
  change: TaskChange,
  step: NewTaskEvent,
): Promise<void> {
  if (!(await saveTask(transaction, task, change))) throw new StaleVersion()
  const next = { id: task.id, version: task.version + 1 }
  await addTaskEvent(transaction, next, step)
  await audit(transaction, step.actor, ACTIONS[step.event], taskSubject(next), step.at, task.patientId)
  await addToOutbox(transaction, `task-${step.event}`, taskSubject(next), step.at)
}

/**
 * Assigns an open task that has no assignee, marks it as urgent unless it is, and adds notes. The caller holds the lock of the
 * patient.
 */
export async function triageTaskByProgram(
  transaction: Transaction,
  actor: ProgramActor,
  { kind, id }: Pick<Task, 'kind' | 'id'>,
  triage: ProgramTriage,
  at: Temporal.Instant,
): Promise<void> {
  let task = await findTaskOfPatient(transaction, { patientId: actor.patientId, kind }, id)
  if (task?.status !== 'open') return
  for (const { change, ...step } of triageSteps(task, triage)) {
    await recordTaskStep(transaction, task, change, { ...step, actor, at })
    task = { ...task, version: task.version + 1 }
  }
}

/** The patient does not need it any more. Throws as {@link recordTaskStep} does. */
export async function withdrawTask(
  transaction: Transaction,
  task: Task,
  actor: Actor,
  at: Temporal.Instant,
): Promise<void> {
  const closed = { status: 'withdrawn', outcome: null, reply: null, at, by: null } as const
  await recordTaskStep(transaction, task, { claim: null, closed }, { event: 'withdrawn', actor, at })
}
