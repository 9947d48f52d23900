import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'

/** Throws for anyone who may not work on the requests of patients: see `requireStaffPermission`. */
export function requireStaff(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'work-requests')
  return actor
}
