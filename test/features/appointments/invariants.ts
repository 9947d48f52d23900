import type { Invariants } from '../../support/routes/fixture.ts'

/** Rows of appointments, slots and requests that no request of a patient may leave behind. */
export const invariants: Invariants = {
  'places counted otherwise than booked': database =>
    database.raw(
      `select id from slot where booked <> (select count(*) from appointment a where a.slot_id = slot.id and a.status = 'booked')`,
    ),
  'more booked than there is room': database => database.raw('select id from slot where booked > capacity'),
  'moved to another patient’s appointment': database =>
    database.raw(
      `select a.id from appointment a join appointment b on b.id = a.moved_to_id where a.patient_id <> b.patient_id or a.status <> 'cancelled'`,
    ),
  'a change made by another patient': database =>
    database.raw(
      `select e.place from audit_log e join appointment a on a.id = e.appointment_id where e.patient_id <> a.patient_id and e.action <> 'sought-appointment'`,
    ),
  'a cancellation that no system is told of': database =>
    database.raw(
      `select id from appointment a where cancelled_by = 'patient' and not exists (select 1 from outbox e where e.subject_id = a.id)`,
    ),
  'a cancellation after which nobody decides about the care': database =>
    database.raw(
      `select e.id from outbox e where e.kind = 'appointment-cancelled' and not exists (select 1 from task t where t.appointment_id = e.subject_id and t.kind = 'cancellation-follow-up')`,
    ),
  'two open requests': database =>
    database.raw(
      `select appointment_id from change_request where status = 'open' group by appointment_id having count(*) > 1`,
    ),
  'a text longer than its field, or with what cannot be seen': async database => {
    const texts: string[] = await database('change_request')
      .whereNotNull('dates_to_avoid')
      .pluck('dates_to_avoid')
    return texts.filter(text => [...text].length > 1000 || /[^\P{C}\n\u200c\u200d]/u.test(text))
  },
}
