import { toColumn } from '../../../database/columns.ts'
import type { Row } from '../../../database/insert-rows.ts'
import { type Clinic, clinicId, clinicianId } from '../../../dev/demonstration/clinic.ts'
import { fixedGuid } from '../../../dev/demonstration/ids.ts'
import { atLondonTime } from '../../../dev/demonstration/when.ts'
import { workingDaysBetween } from '../../../dev/demonstration/working-days.ts'

type Slot = Row & { id: string; capacity: number; booked: number }

/** The slots from the third day on: free times, and the times of the demonstration people's appointments. */
export class Slots {
  readonly #today: Temporal.PlainDate
  readonly #slots = new Map<string, Slot>()

  constructor(today: Temporal.PlainDate, clinics: readonly Clinic[]) {
    this.#today = today
    // Every clinic asks for some notice. Whole days are free, so that what is offered does not depend on the time of day.
    for (const day of workingDaysBetween(today.add({ days: 2 }), today.add({ weeks: 6 })))
      for (const clinic of clinics)
        for (const time of clinic.free?.times ?? []) this.#at(clinic, atLondonTime(day, time))
  }

  /** The id of the slot of an appointment; takes a place if the appointment is booked. */
  take(clinic: Clinic, starts: Temporal.Instant, booked: boolean): string {
    const slot = this.#at(clinic, starts)
    if (booked) slot.booked++
    return slot.id
  }

  rows(): Row[] {
    return [...this.#slots.values()]
  }

  /** The id depends on today's date, so that a form left open overnight cannot book a different time than it showed. */
  #at(clinic: Clinic, starts: Temporal.Instant): Slot {
    const id = fixedGuid('slot', `${this.#today}`, clinicId(clinic), `${starts}`)
    const slot = this.#slots.get(id) ?? {
      id,
      clinic_id: clinicId(clinic),
      medium: clinic.medium ?? 'FACE_TO_FACE',
      site_ods_code: clinic.place ? clinic.site : null,
      place: clinic.place ?? null,
      clinician_id: clinicianId(clinic.clinician),
      starts_at: toColumn(starts),
      ends_at: toColumn(starts.add({ minutes: clinic.minutes })),
      capacity: clinic.free?.capacity ?? 1,
      booked: 0,
    }
    this.#slots.set(id, slot)
    return slot
  }
}
