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

/** An appointment as the NHS App lists it: words only, and where to open it in the portal. */
export interface SimulatedAppointment {
  title: string
  /** Already worded, such as "Wednesday 1 July 2026 at 9:30am". */
  when: string
  place: string
  status: string
  upcoming: boolean
  /** Such as /patient-portal/appointment/<guid>. */
  path: string
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
  appointmentsOf(nhsNumber: string): Promise<readonly SimulatedAppointment[]>
}
