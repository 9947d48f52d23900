import { auditAccess } from '../../audit/audit.ts'
import { isGuid } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { NotFound } from '../../shared/errors.ts'
import {
  type Appointment,
  type AppointmentSource,
  countAppointmentsAt,
  findAppointment,
  listAppointmentsAt,
} from '../appointments/appointments.ts'
import { type ChangeRequest, latestRequest } from '../worklist/worklist.ts'

/**
 * What a patient sees of this trust, for its staff, who change nothing there. The pages open the patient first, so that it is one
 * of the trust.
 */
export class AsPatient {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** The appointments that the patient sees, at this trust only. */
  appointments(actor: Actor, patientId: string): AppointmentSource {
    requireStaffPermission(actor, 'find-patients')
    const whose = { patientId, trustOdsCode: actor.trustOdsCode }
    const now = this.#clock.now()
    return {
      list: (side, { page, limit }) =>
        listAppointmentsAt(this.#database, whose, { side, now, offset: (page - 1) * limit, limit }),
      count: side => countAppointmentsAt(this.#database, whose, side, now),
    }
  }

  /**
   * One that the patient sees, at this trust, and the last request about it, if none is open. Throws the same {@link NotFound} for
   * any other. Audits the attempt.
   */
  async find(
    actor: Actor,
    patientId: string,
    id: unknown,
  ): Promise<{ appointment: Appointment; latest: ChangeRequest | undefined }> {
    requireStaffPermission(actor, 'find-patients')
    if (!isGuid(id)) throw new NotFound()
    const appointment = await findAppointment(this.#database, patientId, id)
    if (appointment?.trustOdsCode !== actor.trustOdsCode) {
      const subject = { type: 'appointment', id }
      await auditAccess(this.#database, actor, 'sought-appointment', subject, this.#clock.now())
      throw new NotFound()
    }
    const latest = appointment.request ? undefined : await latestRequest(this.#database, patientId, id)
    return { appointment, latest }
  }
}
