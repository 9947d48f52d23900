import { fromColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { upsertRows } from '../../database/insert-rows.ts'
import { appointmentId } from '../../features/appointments/demonstration/appointment.ts'
import { holdingAppointment, holdingPatient } from '../../features/appointments/demonstration/not-shown.ts'
import type { StoredFiles } from '../../files/stored-files.ts'
import { londonDate } from '../../shared/dates.ts'
import { demonstrationFiles } from './demonstration-files.ts'
import { featureData } from './feature-data.ts'
import { clinicianRows, clinicRows, patientRows, visibilityRows } from './standing-rows.ts'
import { sites, trusts } from './trusts.ts'

/**
 * Fills an empty database with the demonstration people and their appointments, whose dates are relative to today.
 * Fills it again if it was filled on another day. Never touches other patients, and changes nothing if one of them may be
 * real ('not-ours').
 */
export async function fillDemonstration(
  database: Database,
  now: Temporal.Instant,
  files = demonstrationFiles(database),
): Promise<'filled' | 'renewed' | 'kept' | 'not-ours'> {
  const today = londonDate(now)
  return await database.transaction(async transaction => {
    if (await holdsRealPatient(transaction)) return 'not-ours'
    const filledOn = await dayOfHoldingAppointment(transaction)
    const isToday = filledOn?.equals(londonDate(holdingAppointment.starts(today)))
    if (isToday) return 'kept'
    if (!filledOn && !(await isEmptyPas(transaction))) return 'not-ours'
    await removeAll(transaction, today, files)
    await fill(transaction, today, files)
    return filledOn ? 'renewed' : 'filled'
  })
}

/** Resets all data of the demonstration people to their initial state. */
export async function renewDemonstration(
  database: Database,
  now: Temporal.Instant,
  files = demonstrationFiles(database),
): Promise<void> {
  const today = londonDate(now)
  await database.transaction(async transaction => {
    await removeAll(transaction, today, files)
    await fill(transaction, today, files)
  })
}

/** Whether the PAS has neither patients nor trusts. */
export async function isEmptyPas(database: Database): Promise<boolean> {
  return !(await database('trust').first('ods_code')) && !(await database('patient').first('id'))
}

/** NHS numbers that begin with 999 are never given to anyone, so all invented people have one. */
async function holdsRealPatient(transaction: Transaction): Promise<boolean> {
  return Boolean(await transaction('patient').whereNot('nhs_number', 'like', '999%').first('id'))
}

/**
 * Its date shows when the database was last filled: it is a fixed number of days ahead, and no patient can change it.
 */
async function dayOfHoldingAppointment(transaction: Transaction): Promise<Temporal.PlainDate | undefined> {
  const id = appointmentId(holdingPatient, holdingAppointment.name)
  const row = await transaction('appointment').where('id', id).first('starts_at')
  return row && londonDate(fromColumn(row.starts_at))
}

/** Removes all data of the demonstration people. */
async function removeAll(
  transaction: Transaction,
  today: Temporal.PlainDate,
  files: StoredFiles,
): Promise<void> {
  const patients = patientRows(today).map(({ id }) => id as string)
  for (const data of featureData.toReversed()) await data.remove(transaction, patients, files)
  for (const table of ['audit_log', 'audit_head'])
    await transaction(table).whereIn('patient_id', patients).delete()
  // These rows do not name the patient, so all are deleted. Old ones would make a new change look like a repeated one.
  await transaction('accepted_change').delete()
}

async function fill(transaction: Transaction, today: Temporal.PlainDate, files: StoredFiles): Promise<void> {
  await upsertRows(
    transaction,
    'trust',
    'ods_code',
    trusts.map(trust => ({ ...trust })),
  )
  await upsertRows(transaction, 'site', 'ods_code', sites)
  await upsertRows(transaction, 'clinic', 'id', clinicRows)
  await upsertRows(transaction, 'clinician', 'id', clinicianRows)
  await upsertRows(transaction, 'visibility_rule', 'id', visibilityRows)
  await upsertRows(transaction, 'patient', 'id', patientRows(today))
  for (const data of featureData) await data.fill?.(transaction, today, files)
}
