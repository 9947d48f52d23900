import { fromColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import { putRows } from '../../database/insert-rows.ts'
import { appointmentId } from '../../features/appointments/demonstration/appointment.ts'
import { holder, holdingAppointment } from '../../features/appointments/demonstration/not-shown.ts'
import { londonDate } from '../../shared/dates.ts'
import { featureData } from './feature-data.ts'
import { clinicianRows, clinicRows, patientRows, visibilityRows } from './standing-rows.ts'
import { sites, trusts } from './trusts.ts'

/**
 * Puts the demonstration people and their appointments, told from today, into an empty database; renews them when
 * they were told from another day; else keeps what is there. Whoever else is in the database is never touched, and
 * where there are only others nothing is added: it is not ours.
 */
export async function fillDemonstration(
  database: Database,
  now: Temporal.Instant,
): Promise<'filled' | 'renewed' | 'kept' | 'not-ours'> {
  const today = londonDate(now)
  return await database.transaction(async transaction => {
    const filledOn = await dayOfHoldingAppointment(transaction)
    const isToday = filledOn?.equals(londonDate(holdingAppointment.starts(today)))
    if (isToday) return 'kept'
    if (!filledOn && !(await isEmptyPas(transaction))) return 'not-ours'
    await removeAll(transaction, today)
    await fill(transaction, today)
    return filledOn ? 'renewed' : 'filled'
  })
}

/** Puts back everything about the demonstration people as it was when they were filled in. */
export async function renewDemonstration(database: Database, now: Temporal.Instant): Promise<void> {
  const today = londonDate(now)
  await database.transaction(async transaction => {
    await removeAll(transaction, today)
    await fill(transaction, today)
  })
}

/** Whether the PAS has neither patients nor trusts. */
export async function isEmptyPas(database: Database): Promise<boolean> {
  return !(await database('trust').first('ods_code')) && !(await database('patient').first('id'))
}

/** It tells the day of the last filling: it is always as many days ahead, and no patient can change it. */
async function dayOfHoldingAppointment(transaction: Transaction): Promise<Temporal.PlainDate | undefined> {
  const id = appointmentId(holder, holdingAppointment.name)
  const row = await transaction('appointment').where('id', id).first('starts_at')
  return row && londonDate(fromColumn(row.starts_at))
}

/** Everything the portal keeps of the demonstration people goes. */
async function removeAll(transaction: Transaction, today: Temporal.PlainDate): Promise<void> {
  const patients = patientRows(today).map(({ id }) => id as string)
  for (const data of featureData.toReversed()) await data.remove(transaction, patients)
  for (const table of ['audit_log', 'audit_head'])
    await transaction(table).whereIn('patient_id', patients).delete()
  // Whose they are cannot be told. Those that stayed would pass the first change after a renewal off as made before.
  await transaction('accepted_change').delete()
}

async function fill(transaction: Transaction, today: Temporal.PlainDate): Promise<void> {
  await putRows(
    transaction,
    'trust',
    'ods_code',
    trusts.map(trust => ({ ...trust })),
  )
  await putRows(transaction, 'site', 'ods_code', sites)
  await putRows(transaction, 'clinic', 'id', clinicRows)
  await putRows(transaction, 'clinician', 'id', clinicianRows)
  await putRows(transaction, 'visibility_rule', 'id', visibilityRows)
  await putRows(transaction, 'patient', 'id', patientRows(today))
  for (const data of featureData) await data.fill(transaction, today)
}
