import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Disclosure, patientView, type Redirect, redirect, type View } from '../../../web/outcome.ts'
import { CannotClose, TaskChanged, TaskClaimed } from '../refusals.ts'
import { backToTask, type OpenedTask, openedTask, openTaskPage } from './opened-task.ts'

interface WhyNot {
  why: 'changed' | 'claimed' | 'obstacle'
  /** The obstacle, in words. */
  obstacle?: string
}

const view = patientView<OpenedTask & WhyNot & { typed: string | undefined }>(
  'tasks/task-not-done',
  openedTask,
)

/**
 * Makes a step and returns to the task. If someone else was first, the page says who and when, and shows what was typed,
 * so that it is not lost.
 */
export async function makeTaskStep(
  services: Services,
  request: Request,
  step: () => Promise<unknown>,
  typed?: string,
): Promise<Redirect | View<Disclosure>> {
  try {
    await step()
    return redirect(backToTask(services, request))
  } catch (error) {
    const whyNot = whyNotDone(error)
    if (!whyNot) throw error
    return view({ ...(await openTaskPage(services, request)), ...whyNot, typed }, 409)
  }
}

function whyNotDone(error: unknown): WhyNot | undefined {
  if (error instanceof TaskChanged) return { why: 'changed' }
  if (error instanceof TaskClaimed) return { why: 'claimed' }
  return error instanceof CannotClose ? { why: 'obstacle', obstacle: error.why } : undefined
}
