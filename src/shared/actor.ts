import { NotFound, NotPermitted } from './errors.ts'
import { roleMay, type StaffPermission, type StaffRole } from './permissions.ts'

/**
 * Who performs an operation. Every operation takes the actor as its first parameter. `sessionId` identifies the session
 * in reports and cannot be used to log in; sessions created by an older release have none.
 */
export type Actor = PatientActor | ProxyActor | StaffActor | ProgramActor

/** A patient who acts for themselves. Patient ids are GUIDs of the PAS. */
export interface PatientActor {
  kind: 'patient'
  patientId: string
  sessionId?: string | undefined
}

/** A patient who acts for another patient, within the scope of a grant. */
export interface ProxyActor {
  kind: 'proxy'
  /** The patient who logged in. */
  proxyPatientId: string
  /** The patient whose record is used. */
  patientId: string
  grantId: string
  scope: readonly string[]
  sessionId?: string | undefined
}

/** A trust's member of staff, in the role they selected. They reach only records of this trust. */
export interface StaffActor {
  kind: 'staff'
  /** The id of their row in `staff_user`. */
  userId: string
  role: StaffRole
  trustOdsCode: string
  sessionId?: string | undefined
}

/** A system that requests data about one patient, such as the NHS App's aggregator, or a job of the portal. */
export interface ProgramActor {
  kind: 'program'
  /** Its name in the audit log. */
  name: 'aggregator' | 'portal'
  /** For the portal, the name of the job, or the rule of a trust (`rule-actor.ts`). */
  clientId: string
  patientId: string
  permissions: readonly ProgramPermission[]
}

export type ProgramPermission = 'list-appointments' | 'list-letters' | 'list-questionnaires'

/** The portal itself, which acts on a patient's record. `clientId` as in {@link ProgramActor}. */
export function portalActor(clientId: string, patientId: string): ProgramActor {
  return { kind: 'program', name: 'portal', clientId, patientId, permissions: [] }
}

/**
 * Returns the id of the patient whose record the actor may use. This is the only place that decides it. Throws
 * {@link NotFound} for proxies and staff, because their access rules are not implemented yet.
 */
export function requirePatientAccess(actor: Actor): string {
  switch (actor.kind) {
    case 'patient':
    case 'program':
      return actor.patientId
    case 'proxy':
    case 'staff':
      throw new NotFound()
  }
}

/** Throws {@link NotFound} unless the actor may do this: a patient may, and a program that was given the permission. */
export function requirePermission(actor: Actor, permission: ProgramPermission): void {
  if (actor.kind === 'patient') return
  if (actor.kind !== 'program' || !actor.permissions.includes(permission)) throw new NotFound()
}

/**
 * Throws unless the actor is staff in a role that may do this: {@link NotPermitted} for the wrong role, {@link NotFound}
 * for anyone else.
 */
export function requireStaffPermission(
  actor: Actor,
  permission: StaffPermission,
): asserts actor is StaffActor {
  if (actor.kind !== 'staff') throw new NotFound()
  if (!roleMay(actor.role, permission)) throw new NotPermitted()
}
