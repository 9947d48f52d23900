import type { Actor, StaffActor } from '../../shared/actor.ts'
import { NotFound } from '../../shared/errors.ts'

/** Throws {@link NotFound} for anyone who is not staff: for them there is no worklist. */
export function requireStaff(actor: Actor): StaffActor {
  if (actor.kind !== 'staff') throw new NotFound()
  return actor
}
