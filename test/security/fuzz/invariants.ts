import type { Database } from '../../../src/database/database.ts'

/** What is not as it must be; empty when all is well. */
export async function brokenInvariants(database: Database): Promise<string[]> {
  const broken: string[] = []
  const none = async (what: string, sql: string) => {
    const rows: unknown[] = await database.raw(sql)
    if (rows.length > 0) broken.push(`${what}: ${rows.length}`)
  }
  await none(
    'places counted otherwise than booked',
    `select id from slot where booked <> (select count(*) from appointment a where a.slot_id = slot.id and a.status = 'booked')`,
  )
  await none('more booked than there is room', 'select id from slot where booked > capacity')
  await none(
    'moved to another patient’s appointment',
    `select a.id from appointment a join appointment b on b.id = a.moved_to_id where a.patient_id <> b.patient_id or a.status <> 'cancelled'`,
  )
  await none(
    'a change without its audit entry, or an event without its change',
    `select e.id from outbox e where not exists (select 1 from audit_log a where a.subject_id = e.subject_id and a.version = e.subject_version)`,
  )
  await none(
    'a change made by another person',
    `select e.place from audit_log e join appointment a on a.id = e.appointment_id where e.patient_id <> a.patient_id and e.action <> 'sought-appointment'`,
  )
  await none(
    'a cancellation without an event',
    `select id from appointment a where cancelled_by = 'patient' and not exists (select 1 from outbox e where e.subject_id = a.id)`,
  )
  await none(
    'a patient’s record changed',
    `select id from patient where given_name <> family_name or portal_access = 0 or sensitive = 1 or version <> 1`,
  )
  await none(
    'a hospital’s record changed',
    `select ods_code from trust where name not like 'Canary%' or most_changes <> 3`,
  )
  await none(
    'two open requests',
    `select appointment_id from change_request where status = 'open' group by appointment_id having count(*) > 1`,
  )
  const texts: string[] = await database('change_request')
    .whereNotNull('dates_to_avoid')
    .pluck('dates_to_avoid')
  if (texts.some(text => [...text].length > 1000)) broken.push('a text longer than its field')
  if (texts.some(text => /[^\P{C}\n\u200c\u200d]/u.test(text))) broken.push('a text with what cannot be seen')
  return broken
}
