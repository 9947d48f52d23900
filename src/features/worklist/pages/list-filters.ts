import type { Request } from 'express'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { WorklistCursor, WorklistFilters } from '../lists/worklist-filters.ts'

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** Requests on one page of the list. */
export const ON_A_PAGE = 25

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = {
  state: /^(done|declined|withdrawn|lapsed)$/,
  clinic: new RegExp(`^${GUID}$`),
  kind: /^(cancel|reschedule)$/,
  assignee: new RegExp(`^(me|none|${GUID})$`),
  claimed: /^(me|anyone|none)$/,
  overdue: /^yes$/,
  first: /^urgent$/,
} satisfies QueryRules

/**
 * `after`: milliseconds of the promise or the decision of the last request on the page before, its id, and whether it is
 * urgent.
 */
export const listQuery = {
  ...filterQuery,
  after: new RegExp(`^\\d{12,14}\\.${GUID}(\\.urgent)?$`),
} satisfies QueryRules

/** The query parameters of every page of one request: of the list that it was opened from. */
export const requestQuery = { ...filterQuery, toTell: /^yes$/ } satisfies QueryRules

/** The list that a request was opened from, of requests or of patients to be told: its query here, and its address. */
export function listOf(request: Request): { list: string; listAddress: string } {
  const { toTell } = request.query
  if (toTell === 'yes') return { list: '?toTell=yes', listAddress: '/staff/requests/to-tell' }
  const list = queryOf(filtersIn(request))
  return { list, listAddress: `/staff/requests${list}` }
}

/** What is not as declared counts as absent, and so does what only open requests have in a list of closed ones. */
export function filtersIn({ query }: Request): WorklistFilters {
  const given = (name: keyof typeof filterQuery) => {
    const value = query[name]
    return typeof value === 'string' && filterQuery[name].test(value) ? value : undefined
  }
  const state = given('state') as WorklistFilters['state']
  return {
    state,
    clinicId: given('clinic'),
    kind: given('kind') as WorklistFilters['kind'],
    assignee: given('assignee'),
    ...(!state && {
      claimed: given('claimed') as WorklistFilters['claimed'],
      overdue: given('overdue') === 'yes',
      urgentFirst: given('first') === 'urgent',
    }),
  }
}

/** The parameters of these filters by name, which a form of the list repeats. */
export function parametersOf(filters: WorklistFilters): Record<string, string> {
  return {
    ...(filters.state && { state: filters.state }),
    ...(filters.clinicId && { clinic: filters.clinicId }),
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.assignee && { assignee: filters.assignee }),
    ...(filters.claimed && { claimed: filters.claimed }),
    ...(filters.overdue && { overdue: 'yes' }),
    ...(filters.urgentFirst && { first: 'urgent' }),
  }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(filters: WorklistFilters, after?: WorklistCursor): string {
  const parameters = new URLSearchParams(parametersOf(filters))
  if (after) {
    const { at, id, urgent } = after
    parameters.set('after', `${at.epochMilliseconds}.${id}${urgent ? '.urgent' : ''}`)
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}

export function cursorIn({ query }: Request): WorklistCursor | undefined {
  const { after } = query
  if (typeof after !== 'string' || !listQuery.after.test(after)) return undefined
  const [milliseconds = '', id = '', urgent] = after.split('.')
  return {
    at: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)),
    id,
    urgent: urgent !== undefined,
  }
}
