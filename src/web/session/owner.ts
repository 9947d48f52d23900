import { hash } from 'node:crypto'
import type { SessionData } from 'express-session'

/** Under what the sessions of a patient are found. It is hashed, so that no key names a patient. */
export function ownerHash(patientId: string): string {
  return hash('sha256', `owner ${patientId}`)
}

/** Undefined for a session in which no patient is logged in. */
export function ownerOf({ identity }: Partial<SessionData>): string | undefined {
  return identity && ownerHash(identity.patientId)
}
