import type { SimulatedWayfinder } from './wayfinder.ts'

/** Someone who can log in to the simulated NHS login. */
export interface SimulatedPerson {
  nhsNumber: string
  givenName: string
  familyName: string
  /** YYYY-MM-DD */
  birthDate: string
  /** What makes them interesting, in one short line. */
  interest: string
}

export interface SimulatorOptions {
  /** 0 takes any free port. */
  port: number
  /** Base URL of the portal, without a trailing slash. */
  portalUrl: string
  clientId: string
  /** The public half of the RSA key with which the portal signs its client assertions. */
  clientPublicKey: { kty?: string; n?: string; e?: string }
  people: readonly SimulatedPerson[]
  wayfinder?: SimulatedWayfinder
}
