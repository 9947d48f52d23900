import type { Request } from 'express'
import { GUID_PATTERN } from '../../../shared/guid.ts'
import type { QueryRules } from '../../../web/session/destination.ts'
import {
  afterRule,
  givenIn,
  queryWith,
  type WorkCursor,
  workFiltersIn,
  workParameters,
  workQuery,
} from '../../staff-work/staff-work.ts'
import type { WorklistFilters } from '../lists/worklist-filters.ts'

const ownQuery = {
  state: /^(done|declined|withdrawn|lapsed)$/,
  clinic: new RegExp(`^${GUID_PATTERN}$`),
  kind: /^(cancel|reschedule)$/,
} satisfies QueryRules

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = { ...ownQuery, ...workQuery } satisfies QueryRules

export const listQuery = { ...filterQuery, after: afterRule } satisfies QueryRules

/** The query parameters of every page of one request: of the list that it was opened from. */
export const requestQuery = { ...filterQuery, toTell: /^yes$/ } satisfies QueryRules

/** The list that a request was opened from, of requests or of patients to be told: its query here, and its address. */
export function listOf(request: Request): { list: string; listAddress: string } {
  const { toTell } = request.query
  if (toTell === 'yes') return { list: '?toTell=yes', listAddress: '/staff/requests/to-tell' }
  const list = queryOf(filtersIn(request))
  return { list, listAddress: `/staff/requests${list}` }
}

/** What is not as declared counts as absent. */
export function filtersIn(request: Request): WorklistFilters {
  const given = givenIn(request, ownQuery)
  const state = given('state') as WorklistFilters['state']
  return {
    state,
    clinicId: given('clinic'),
    kind: given('kind') as WorklistFilters['kind'],
    ...workFiltersIn(request, !state),
  }
}

/** The parameters of these filters by name, which a form of the list repeats. */
export function parametersOf(filters: WorklistFilters): Record<string, string> {
  return {
    ...(filters.state && { state: filters.state }),
    ...(filters.clinicId && { clinic: filters.clinicId }),
    ...(filters.kind && { kind: filters.kind }),
    ...workParameters(filters),
  }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(filters: WorklistFilters, after?: WorkCursor): string {
  return queryWith(parametersOf(filters), after)
}
