import { Sent } from '../sent.ts'

export interface DeedFacts {
  /** Whose history keeps it. */
  of: 'request' | 'task' | 'patient' | 'closure'
  /** What the history says of it. */
  step: string
  id: string
  /** The version that was on the page. */
  version: number
  /** The user id of the member of staff. */
  by: string
  /** What was chosen: a slot, a colleague or an outcome. */
  chosen?: string
  /** The appointment that it cancels or moves, in the version that was on the page. */
  appointment?: { id: string; version: number; action: 'cancelled' | 'moved' }
}

/** A form filled in by a member of staff. */
export class Deed extends Sent {
  readonly facts: DeedFacts

  constructor(facts: DeedFacts) {
    super()
    this.facts = facts
  }

  toString(): string {
    const { appointment, by, chosen = '', id, of, step, version } = this.facts
    const about = appointment ? ` with version ${appointment.version} of ${appointment.id}` : ''
    return `${step} ${of} ${id} in version ${version}${about} by ${by} ${chosen}`
  }
}
