import type { Request } from 'express'
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
import type { TaskFilters } from '../task-list-store.ts'

const ownQuery = { kind: /^[a-z]+(-[a-z]+)*$/, state: /^closed$/ } satisfies QueryRules

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = { ...ownQuery, ...workQuery } satisfies QueryRules

export const listQuery = { ...filterQuery, after: afterRule } satisfies QueryRules

/** What is not as declared counts as absent. */
export function filtersIn(request: Request, kinds: readonly { name: string }[]): TaskFilters {
  const given = givenIn(request, ownQuery)
  const state = given('state') as TaskFilters['state']
  return {
    kind: kinds.find(({ name }) => name === given('kind'))?.name,
    state,
    ...workFiltersIn(request, !state),
  }
}

/** The parameters of these filters by name, which a form of the list repeats. */
export function parametersOf(filters: TaskFilters): Record<string, string> {
  return {
    ...(filters.kind && { kind: filters.kind }),
    ...(filters.state && { state: filters.state }),
    ...workParameters(filters),
  }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(filters: TaskFilters, after?: WorkCursor): string {
  return queryWith(parametersOf(filters), after)
}
