import type { Database, Transaction } from '../../database/database.ts'
import type { StoredFiles } from '../../files/stored-files.ts'
import { loadBesideFeatures } from '../beside-features.ts'

/** A feature's demonstration data: the export `demonstration` of its file `demonstration.ts`. */
export interface FeatureData {
  /** Adds the feature's rows, with dates relative to today. Left out if its patients begin with none. */
  fill?(transaction: Transaction, today: Temporal.PlainDate, files: StoredFiles): Promise<void>
  /** Removes the feature's rows and files of these patients, so that they can be added again. */
  remove(transaction: Transaction, patientIds: readonly string[], files: StoredFiles): Promise<void>
  /** Actions of the hospital, by the text of their buttons on the page of states. */
  hospitalEvents?: Readonly<Record<string, HospitalEvent>>
}

export type HospitalEvent = (database: Database, now: Temporal.Instant) => Promise<unknown>

const modules = await loadBesideFeatures<{ demonstration: FeatureData }>('demonstration.ts')

/** In the order of the list of features; data is removed in reverse order. */
export const featureData: readonly FeatureData[] = modules.map(({ demonstration }) => demonstration)

export const hospitalEvents: Readonly<Record<string, HospitalEvent>> = Object.assign(
  {},
  ...featureData.map(data => data.hospitalEvents),
)

export async function triggerHospitalEvent(
  event: string,
  database: Database,
  now: Temporal.Instant,
): Promise<void> {
  const trigger = Object.hasOwn(hospitalEvents, event) ? hospitalEvents[event] : undefined
  if (!trigger) throw new Error(`No feature's demonstration has the hospital event “${event}”`)
  await trigger(database, now)
}
