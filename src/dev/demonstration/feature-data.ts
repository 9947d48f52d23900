import type { Database, Transaction } from '../../database/database.ts'
import { loadBesideFeatures } from '../beside-features.ts'

/** What a feature shows of the demonstration people: `demonstration` in its file `demonstration.ts`. */
export interface FeatureData {
  /** Adds its rows, dated from today. */
  fill(transaction: Transaction, today: Temporal.PlainDate): Promise<void>
  /** Removes whatever it keeps of these patients, so that it can be filled in again. */
  remove(transaction: Transaction, patientIds: readonly string[]): Promise<void>
  /** What the hospital can do, by the name of its button on the page of states. */
  hospitalEvents?: Readonly<Record<string, HospitalEvent>>
}

export type HospitalEvent = (database: Database, now: Temporal.Instant) => Promise<unknown>

const modules = await loadBesideFeatures<{ demonstration: FeatureData }>('demonstration.ts')

/** In the order of the list of features: removed in reverse. */
export const featureData: readonly FeatureData[] = modules.map(({ demonstration }) => demonstration)

export const hospitalEvents: Readonly<Record<string, HospitalEvent>> = Object.assign(
  {},
  ...featureData.map(data => data.hospitalEvents),
)

export async function letHappen(event: string, database: Database, now: Temporal.Instant): Promise<void> {
  const happen = Object.hasOwn(hospitalEvents, event) ? hospitalEvents[event] : undefined
  if (!happen) throw new Error(`No feature's demonstration has the hospital event “${event}”`)
  await happen(database, now)
}
