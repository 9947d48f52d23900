import type { Request } from 'express'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { TaskCursor, TaskFilters } from '../task-list-store.ts'

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = {
  kind: /^[a-z]+(-[a-z]+)*$/,
  state: /^closed$/,
  claimed: /^(me|anyone|none)$/,
  overdue: /^yes$/,
} satisfies QueryRules

/** `after`: milliseconds of the promise or the end of the last task on the page before, and its id. */
export const listQuery = {
  ...filterQuery,
  after: /^\d{12,14}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
} satisfies QueryRules

/** What is not as declared counts as absent. */
export function filtersIn({ query }: Request, kinds: readonly { name: string }[]): TaskFilters {
  const given = (name: keyof typeof filterQuery) => {
    const value = query[name]
    return typeof value === 'string' && filterQuery[name].test(value) ? value : undefined
  }
  return {
    kind: kinds.find(({ name }) => name === given('kind'))?.name,
    state: given('state') as TaskFilters['state'],
    claimed: given('claimed') as TaskFilters['claimed'],
    overdue: given('overdue') === 'yes',
  }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(filters: TaskFilters, after?: TaskCursor): string {
  const parameters = new URLSearchParams()
  if (filters.kind) parameters.set('kind', filters.kind)
  if (filters.state) parameters.set('state', filters.state)
  if (filters.claimed) parameters.set('claimed', filters.claimed)
  if (filters.overdue) parameters.set('overdue', 'yes')
  if (after) parameters.set('after', `${after.at.epochMilliseconds}.${after.id}`)
  return parameters.size > 0 ? `?${parameters}` : ''
}

export function cursorIn({ query }: Request): TaskCursor | undefined {
  const { after } = query
  if (typeof after !== 'string' || !listQuery.after.test(after)) return undefined
  const [milliseconds = '', id = ''] = after.split('.')
  return { at: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)), id }
}
