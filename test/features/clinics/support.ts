import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'
import { Clinics } from '../../../src/features/clinics/clinics.ts'
import { Closures, type Confirmed, type ToClose } from '../../../src/features/clinics/closures/closures.ts'
import { finishClosures } from '../../../src/features/clinics/closures/finish-closures.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import { londonDate, periodOf } from '../../../src/shared/dates.ts'
import type { Log } from '../../../src/shared/log.ts'
import { Doors } from '../appointments/door.ts'

const NO_LOG = { error() {} } as unknown as Log

/** The clinics of one trust, its team lead, and patients. */
export class ClinicTeam {
  readonly doors: Doors
  readonly trust: string
  readonly clinicId: string
  readonly clinics: Clinics
  readonly closures: Closures
  readonly lead: StaffActor

  private constructor(doors: Doors, trust: string, clinicId: string) {
    this.doors = doors
    this.trust = trust
    this.clinicId = clinicId
    this.clinics = new Clinics(doors.database, doors.clock)
    this.closures = new Closures(doors.database, doors.clock, NO_LOG)
    this.lead = { kind: 'staff', userId: 'lea', role: 'team-lead', trustOdsCode: trust }
  }

  static async open(database?: Database): Promise<ClinicTeam> {
    return ClinicTeam.of(await Doors.open(database))
  }

  /** The team of another trust in the same database. */
  static async of(doors: Doors): Promise<ClinicTeam> {
    const clinicId = await doors.aClinic()
    const { trust_ods_code } = await doors.database('clinic').where('id', clinicId).first()
    return new ClinicTeam(doors, trust_ods_code, clinicId)
  }

  /** The date in so many days. */
  date(days: number): Temporal.PlainDate {
    return londonDate(this.doors.clock.now()).add({ days })
  }

  /** The whole of a day in so many days, or some slots of it. */
  day(days: number, slotIds: readonly string[] | null = null): ToClose {
    return { clinicId: this.clinicId, clinicianId: null, period: periodOf(this.date(days)), slotIds }
  }

  /** What the form says that a member of staff sends who has seen whom it affects. */
  async confirmed(toClose: ToClose, more: Partial<Confirmed> = {}): Promise<Confirmed> {
    const { affected } = await this.closures.preview(this.lead, toClose)
    const seen = affected.map(({ appointmentId }) => appointmentId)
    const form = { id: randomUUID(), reason: 'Dr Lee is ill', intended: 'first', chosen: new Map() } as const
    return { ...toClose, ...form, seen, ...more }
  }

  /** Closes it and does all that is left. Returns the id of the closure. */
  async close(toClose: ToClose, more: Partial<Confirmed> = {}): Promise<string> {
    const confirmed = await this.confirmed(toClose, more)
    await this.closures.close(this.lead, confirmed)
    await this.closures.carryOn(this.lead, confirmed.id)
    return confirmed.id
  }

  async runJob(log: Log = NO_LOG, signal = new AbortController().signal) {
    const { clock, database } = this.doors
    return finishClosures.prepare({ clock, database, log })?.(signal)
  }

  /** The state, by appointment, of what a closure has affected. */
  async outcomes(closureId: string): Promise<Record<string, string | null>> {
    const parts = (['left', 'done'] as const).map(state =>
      this.closures.appointments(this.lead, closureId, { state, offset: 0, limit: 1000 }),
    )
    const appointments = (await Promise.all(parts)).flat()
    return Object.fromEntries(appointments.map(({ appointmentId, outcome }) => [appointmentId, outcome]))
  }

  async slot(id: string) {
    return this.doors.database('slot').where({ id }).first()
  }
}
