import type { Database } from '../../database/database.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { londonDate, periodOf, startOfDay } from '../../shared/dates.ts'
import { NotFound } from '../../shared/errors.ts'
import { type Clinic, findClinic, listClinics, listSlots, type Places, type Slot } from './clinic-store.ts'
import { type Clinician, findClinician, listClinicians } from './clinician-store.ts'

/** How far the list of clinics counts. */
const WEEKS_COUNTED = 4

/** The slots of a clinic on one day in London. */
export interface ClinicDay {
  date: Temporal.PlainDate
  slots: Slot[]
  places: Places
}

/** What staff see of the clinics of their own trust. Every method throws {@link NotFound} for a clinic of another trust. */
export class Clinics {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /** By name, with the places of the next four weeks. */
  async list(actor: Actor): Promise<(Clinic & { places: Places })[]> {
    const { trustOdsCode } = requireSlots(actor)
    const from = this.#clock.now()
    const until = startOfDay(londonDate(from).add({ weeks: WEEKS_COUNTED }))
    return listClinics(this.#database, trustOdsCode, { from, until })
  }

  async find(actor: Actor, id: unknown): Promise<Clinic> {
    const clinic = await findClinic(this.#database, requireSlots(actor).trustOdsCode, id)
    if (!clinic) throw new NotFound()
    return clinic
  }

  /** Those who have slots to come, by name. */
  async clinicians(actor: Actor): Promise<Clinician[]> {
    return listClinicians(this.#database, requireSlots(actor).trustOdsCode, this.#clock.now())
  }

  /** Throws {@link NotFound} for a clinician who has no slots in a clinic of the trust. */
  async findClinician(actor: Actor, id: unknown): Promise<Clinician> {
    const clinician = await findClinician(this.#database, requireSlots(actor).trustOdsCode, id)
    if (!clinician) throw new NotFound()
    return clinician
  }

  /** The days from `from` on, without those that have no slots. */
  async days(
    actor: Actor,
    clinic: Clinic,
    { from, days }: { from: Temporal.PlainDate; days: number },
  ): Promise<ClinicDay[]> {
    requireSlots(actor)
    const period = { from: startOfDay(from), until: startOfDay(from.add({ days })) }
    const slots = await listSlots(this.#database, clinic.id, period)
    const byDate = Map.groupBy(slots, ({ startsAt }) => londonDate(startsAt).toString())
    return [...byDate].map(([date, ofDay]) => dayOf(Temporal.PlainDate.from(date), ofDay))
  }

  async day(actor: Actor, clinic: Clinic, date: Temporal.PlainDate): Promise<ClinicDay> {
    requireSlots(actor)
    return dayOf(date, await listSlots(this.#database, clinic.id, periodOf(date)))
  }
}

/** Throws for anyone who may not change slots: see `requireStaffPermission`. */
export function requireSlots(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'change-slots')
  return actor
}

function dayOf(date: Temporal.PlainDate, slots: Slot[]): ClinicDay {
  const places = { free: 0, booked: 0, blocked: 0 }
  for (const { booked, capacity, isBlocked } of slots) {
    places.booked += booked
    places[isBlocked ? 'blocked' : 'free'] += capacity - booked
  }
  return { date, slots, places }
}
