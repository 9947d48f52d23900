import type { Request } from 'express'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { WorklistCursor, WorklistFilters } from '../worklist-store.ts'

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = {
  clinic: new RegExp(`^${GUID}$`),
  kind: /^(cancel|reschedule)$/,
  claimed: /^(me|anyone|nobody)$/,
  overdue: /^yes$/,
} satisfies QueryRules

/** `after`: milliseconds of the promise of the last request on the page before, and its id. */
export const listQuery = { ...filterQuery, after: new RegExp(`^\\d{12,14}\\.${GUID}$`) } satisfies QueryRules

/** What is not as declared counts as absent. */
export function filtersIn({ query }: Request): WorklistFilters {
  const given = (name: keyof typeof filterQuery) => {
    const value = query[name]
    return typeof value === 'string' && filterQuery[name].test(value) ? value : undefined
  }
  return {
    clinicId: given('clinic'),
    kind: given('kind') as WorklistFilters['kind'],
    claimed: given('claimed') as WorklistFilters['claimed'],
    overdue: given('overdue') === 'yes',
  }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(filters: WorklistFilters, after?: WorklistCursor): string {
  const parameters = new URLSearchParams()
  if (filters.clinicId) parameters.set('clinic', filters.clinicId)
  if (filters.kind) parameters.set('kind', filters.kind)
  if (filters.claimed) parameters.set('claimed', filters.claimed)
  if (filters.overdue) parameters.set('overdue', 'yes')
  if (after) parameters.set('after', `${after.promisedBy.epochMilliseconds}.${after.id}`)
  return parameters.size > 0 ? `?${parameters}` : ''
}

export function cursorIn({ query }: Request): WorklistCursor | undefined {
  const { after } = query
  if (typeof after !== 'string' || !listQuery.after.test(after)) return undefined
  const [milliseconds = '', id = ''] = after.split('.')
  return { promisedBy: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)), id }
}
