import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import {
  type Appointment,
  findAppointmentOfTrust,
  listAppointmentsOfTrust,
  type StaffAppointment,
} from '../appointments/appointments.ts'
import { listPatientEvents, type PatientEvent } from './patient-event-store.ts'
import { findSearch, type SearchTerms, saveSearch } from './patient-search-store.ts'
import { type BarredBy, barredBy } from './portal-access.ts'
import {
  findPatientOfTrust,
  listPatients,
  type PatientFilters,
  type StaffPatient,
  searchPatients,
} from './staff-patient-store.ts'

export { nhsNumberField } from './pages/search-form.ts'
export { findSearch, saveSearch } from './patient-search-store.ts'
export { findPatientOfTrust, type StaffPatient, searchPatients } from './staff-patient-store.ts'

/** A patient with what their trust sees of them. */
export interface PatientInFull {
  patient: StaffPatient
  /** At this trust, soonest first, also those that are hidden from the patient. */
  appointments: StaffAppointment[]
  /** What staff of this trust have done, oldest first. */
  history: PatientEvent[]
  /** Undefined unless the patient has been taken out of the portal. */
  barredBy: BarredBy | undefined
}

/** The patients of a trust, for its staff: people with an appointment at one of its clinics. */
export class StaffPatients {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * One page by name, after the patient with this id if they are of the trust. `next` is the id after which the next page
   * begins, if there is one.
   */
  async list(
    actor: Actor,
    filters: PatientFilters,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<{ patients: StaffPatient[]; next: string | undefined }> {
    const { trustOdsCode } = requireSearcher(actor)
    const now = this.#clock.now()
    const last = after ? await findPatientOfTrust(this.#database, trustOdsCode, after, now) : undefined
    const part = { after: last, limit: limit + 1 }
    const found = await listPatients(this.#database, trustOdsCode, now, filters, part)
    const patients = found.slice(0, limit)
    return { patients, next: found.length > limit ? patients.at(-1)?.id : undefined }
  }

  /** Keeps what a member of staff searches for, and returns the id with which they see what was found. */
  async keepSearch(actor: Actor, terms: SearchTerms): Promise<string> {
    return saveSearch(this.#database, requireSearcher(actor), terms, this.#clock.now())
  }

  /** Throws {@link NotFound} for a search of another person or trust, and for one that has expired. */
  async search(
    actor: Actor,
    id: unknown,
    limit: number,
  ): Promise<{ terms: SearchTerms; patients: StaffPatient[]; hasMore: boolean }> {
    const staff = requireSearcher(actor)
    const now = this.#clock.now()
    const terms = await findSearch(this.#database, staff, id, now)
    if (!terms) throw new NotFound()
    const found = await searchPatients(this.#database, staff.trustOdsCode, now, terms, limit + 1)
    return { terms, patients: found.slice(0, limit), hasMore: found.length > limit }
  }

  /** Throws the same {@link NotFound} for a patient of other trusts only and one who does not exist. Audits the attempt. */
  async find(actor: Actor, id: unknown): Promise<PatientInFull> {
    const { trustOdsCode } = requireSearcher(actor)
    if (!isGuid(id)) throw new NotFound()
    const now = this.#clock.now()
    const patient = await findPatientOfTrust(this.#database, trustOdsCode, id, now)
    if (!patient) {
      await auditAccess(this.#database, actor, 'sought-patient', { type: 'patient', id }, now)
      throw new NotFound()
    }
    const events = await listPatientEvents(this.#database, id)
    return {
      patient,
      appointments: await listAppointmentsOfTrust(this.#database, { trustOdsCode, patientId: id }),
      history: events.filter(each => each.trustOdsCode === trustOdsCode),
      barredBy: patient.access === 'barred' ? barredBy(events, trustOdsCode) : undefined,
    }
  }

  /**
   * An appointment of the patient at this trust, also one that is hidden from the patient. Throws the same {@link NotFound} for
   * any other. Audits the attempt.
   */
  async findAppointment(actor: Actor, patientId: string, id: unknown): Promise<Appointment> {
    const { trustOdsCode } = requireSearcher(actor)
    if (!isGuid(id)) throw new NotFound()
    const appointment = await findAppointmentOfTrust(this.#database, { trustOdsCode, patientId, id })
    if (appointment) return appointment
    const subject = { type: 'appointment', id }
    await auditAccess(this.#database, actor, 'sought-appointment', subject, this.#clock.now())
    throw new NotFound()
  }
}

function requireSearcher(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'find-patients')
  return actor
}
