import { NotFound } from './errors.ts'

/**
 * Who is acting. Every operation takes the actor first. `sessionId` names the session in reports and opens nothing; it
 * is absent in sessions begun by an older release.
 */
export type Actor = PatientActor | ProxyActor | StaffActor | ProgramActor

/** A patient, for themselves. Ids of patients are GUIDs of the PAS. */
export interface PatientActor {
  kind: 'patient'
  patientId: string
  sessionId?: string | undefined
}

/** A patient who acts for another, as far as the grant's scope allows. */
export interface ProxyActor {
  kind: 'proxy'
  /** Who logged in. */
  proxyPatientId: string
  /** For whom they act. */
  patientId: string
  grantId: string
  scope: readonly string[]
  sessionId?: string | undefined
}

/** Somebody who works for a trust, in the role they have chosen. */
export interface StaffActor {
  kind: 'staff'
  userId: string
  role: string
  trustOdsCode: string
}

/** A system that asks about one patient, such as the NHS App's aggregator. */
export interface ProgramActor {
  kind: 'program'
  /** What the audit log calls it. */
  name: 'aggregator'
  clientId: string
  patientId: string
  may: readonly ProgramPermission[]
}

export type ProgramPermission = 'list-appointments'

/**
 * The patient whose record the actor reaches: the one place that decides it for each kind. Throws {@link NotFound} for
 * those who reach none: acting for another and staff reach a record only once what they may do is decided here.
 */
export function patientReachedBy(actor: Actor): string {
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
  if (actor.kind !== 'program' || !actor.may.includes(permission)) throw new NotFound()
}
