import type { Database } from '../../database/database.ts'
import type { Clock } from '../../shared/clock.ts'
import { ageOn, londonDate } from '../../shared/dates.ts'
import { findPatient, findPatientByNhsNumber, type PatientRecord } from './patient-store.ts'

export { type PortalAccess, portalAccessOf, whereEligible } from './eligible.ts'

/** Why the portal shows nothing to a person whose identity NHS login has confirmed. */
export type CannotShow = 'no-record' | 'details-differ' | 'under-16' | 'not-online' | 'call-us'

/** `foundPatientId`: the patient in the PAS with the NHS number from NHS login, if there is one. */
export type Match = { patientId: string } | { cannotShow: CannotShow; foundPatientId: string | undefined }

const VERIFIED = '01'

/** Finds the patient record of a person who logs in, and checks that they may use the portal. */
export class Patients {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Matches a log-in to a record by NHS number and date of birth, YYYY-MM-DD (Get Appointments API WF-NFR-14). Refuses
   * patients under 16 (WF-NFR-16), patients the trust does not allow online and patients restricted on PDS (SRCBR1).
   */
  async match(person: { nhsNumber: string; birthDate: string }): Promise<Match> {
    const birthDate = Temporal.PlainDate.from(person.birthDate)
    const patient = await findPatientByNhsNumber(this.#database, person.nhsNumber)
    const foundPatientId = patient?.id
    if (this.#isUnder16(birthDate)) return { cannotShow: 'under-16', foundPatientId }
    if (!patient || patient.nhsNumberStatus !== VERIFIED) return { cannotShow: 'no-record', foundPatientId }
    if (patient.sensitive) return { cannotShow: 'call-us', foundPatientId }
    if (!patient.birthDate.equals(birthDate)) return { cannotShow: 'details-differ', foundPatientId }
    return patient.portalAccess ? { patientId: patient.id } : { cannotShow: 'not-online', foundPatientId }
  }

  /** The patient if they may still use the portal; the trust may withdraw access while they are logged in. */
  async findUser(patientId: string): Promise<{ name: string } | undefined> {
    const patient = await findPatient(this.#database, patientId)
    return patient && this.#isAllowed(patient) ? { name: patient.name } : undefined
  }

  #isAllowed(patient: PatientRecord): boolean {
    return patient.portalAccess && !patient.sensitive && patient.nhsNumberStatus === VERIFIED
  }

  /** A date of birth in the future counts as under 16, because NHS login does not check that the date is plausible. */
  #isUnder16(birthDate: Temporal.PlainDate): boolean {
    const today = londonDate(this.#clock.now())
    return Temporal.PlainDate.compare(birthDate, today) > 0 || ageOn(birthDate, today) < 16
  }
}
