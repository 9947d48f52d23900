import type { Database } from '../../database/database.ts'
import type { Clock } from '../../shared/clock.ts'
import { ageOn, londonDate } from '../../shared/dates.ts'
import { findPatient, findPatientByNhsNumber, type PatientRecord } from './patient-store.ts'

export { onlyEligible } from './eligible.ts'

/** Why nothing can be shown to somebody NHS login vouches for. */
export type CannotShow = 'no-record' | 'details-differ' | 'under-16' | 'not-online' | 'call-us'

/** `known` is whose record it is, where there is one that NHS login's number leads to. */
export type Match = { patientId: string } | { cannotShow: CannotShow; known: string | undefined }

const VERIFIED = '01'

/** Who our patients are. */
export class Patients {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Matches a log-in to a record by NHS number and date of birth (Get Appointments API WF-NFR-14). Under 16s are
   * refused (WF-NFR-16), and so are those the trust does not allow online and those restricted on PDS (SRCBR1).
   */
  async match(person: { nhsNumber: string; birthDate: string }): Promise<Match> {
    const birthDate = Temporal.PlainDate.from(person.birthDate)
    const patient = await findPatientByNhsNumber(this.#database, person.nhsNumber)
    const known = patient?.id
    if (this.#isUnder16(birthDate)) return { cannotShow: 'under-16', known }
    if (!patient || patient.nhsNumberStatus !== VERIFIED) return { cannotShow: 'no-record', known }
    if (patient.sensitive) return { cannotShow: 'call-us', known }
    if (!patient.birthDate.equals(birthDate)) return { cannotShow: 'details-differ', known }
    return patient.portalAccess ? { patientId: patient.id } : { cannotShow: 'not-online', known }
  }

  /** Is what `match` allowed at log-in still allowed now? */
  async mayUse(patientId: string): Promise<boolean> {
    const patient = await findPatient(this.#database, patientId)
    return patient !== undefined && this.#allowed(patient)
  }

  #allowed(patient: PatientRecord): boolean {
    return patient.portalAccess && !patient.sensitive && patient.nhsNumberStatus === VERIFIED
  }

  /** NHS login vouches for the person, not for the date making sense: one to come is nobody of 16. */
  #isUnder16(birthDate: Temporal.PlainDate): boolean {
    const today = londonDate(this.#clock.now())
    return Temporal.PlainDate.compare(birthDate, today) > 0 || ageOn(birthDate, today) < 16
  }
}
