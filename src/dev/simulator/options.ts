import type { SimulatedStaff } from './staff-login/staff-people.ts'
import type { SimulatedWayfinder } from './wayfinder.ts'

/** A person who can log in at the simulated NHS login. */
export interface SimulatedPerson {
  nhsNumber: string
  givenName: string
  familyName: string
  /** YYYY-MM-DD */
  birthDate: string
  /** What this person demonstrates, in one short line. */
  interest: string
}

export interface SimulatorOptions {
  /** 0 for any free port. */
  port: number
  /** Base URL of the portal, without a trailing slash. */
  portalUrl: string
  clientId: string
  /** The public key for the portal's client assertions (RSA). */
  clientPublicKey: { kty?: string; n?: string; e?: string }
  people: readonly SimulatedPerson[]
  staff?: readonly SimulatedStaff[]
  wayfinder?: SimulatedWayfinder
}
