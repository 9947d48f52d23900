import type { Held } from './held.ts'
import type { HeldChange } from './work-row.ts'

/** What a program does with a request or a task. `assignTo`: the user id of a colleague who may have it. */
export interface ProgramTriage {
  assignTo: string | null
  urgent: boolean
  notes: readonly string[]
}

interface TriageStep {
  change: HeldChange
  event: 'assigned' | 'marked-urgent' | 'noted'
  note?: string
}

/** The steps in their order. What was set before stays: an assignee is not replaced, and what is urgent stays so. */
export function triageSteps(held: Held, { assignTo, urgent, notes }: ProgramTriage): TriageStep[] {
  const steps: TriageStep[] = []
  if (assignTo !== null && held.assignedTo === null)
    steps.push({ change: { assignedTo: assignTo }, event: 'assigned', note: assignTo })
  if (urgent && held.priority === 'normal')
    steps.push({ change: { priority: 'urgent' }, event: 'marked-urgent' })
  for (const note of notes) steps.push({ change: {}, event: 'noted', note })
  return steps
}
