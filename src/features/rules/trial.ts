import type { Database } from '../../database/database.ts'
import type { Period } from '../../shared/dates.ts'
import { listHappenings } from './happening-store.ts'
import { type Happening, matches } from './matching.ts'
import type { Rule } from './rule.ts'

/** More than a large trust gets of one kind in a month. Of more, the newest are counted. */
const MAX_TRIED = 20_000

/** How much of what happened a rule matches, in all and by clinic. */
export interface Trial {
  period: Period
  happened: number
  matched: number
  byClinic: { clinicId: string; happened: number; matched: number }[]
  /** There was more in the period than was counted. */
  isCut: boolean
}

/** Matches a rule with what happened at its trust in a period. Reads only. */
export async function tryOn(
  database: Database,
  rule: Rule,
  period: Period,
  limit = MAX_TRIED,
): Promise<Trial> {
  const { event, trustOdsCode } = rule
  const found = await listHappenings(database, event, { trustOdsCode, period, limit: limit + 1 })
  const tried = found.slice(0, limit)
  const count = (happenings: readonly Happening[]) => ({
    happened: happenings.length,
    matched: happenings.filter(each => matches(rule, each)).length,
  })
  const clinics = Map.groupBy(tried, ({ clinicId }) => clinicId)
  return {
    period,
    ...count(tried),
    byClinic: [...clinics].map(([clinicId, theirs]) => ({ clinicId, ...count(theirs) })),
    isCut: found.length > limit,
  }
}
