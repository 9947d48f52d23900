import type { Request } from 'express'
import { GUID_PATTERN } from '../../shared/guid.ts'
import type { QueryRules } from '../../web/session/destination.ts'
import type { WorkCursor, WorkFilters } from './conditions.ts'

/** Requests or tasks on one page of their list. */
export const ON_A_PAGE = 25

/** The common filters of a list as they stand in its address, and in those of the pages that lead back to it. */
export const workQuery = {
  assignee: new RegExp(`^(me|none|${GUID_PATTERN})$`),
  claimed: /^(me|anyone|none)$/,
  overdue: /^yes$/,
  first: /^urgent$/,
} satisfies QueryRules

/** Milliseconds of the promise or the end of the last one on the page before, its id, and whether it is urgent. */
export const afterRule = new RegExp(`^\\d{12,14}\\.${GUID_PATTERN}(\\.urgent)?$`)

/** Reads parameters of an address. What is not as declared counts as absent. */
export function givenIn<Name extends string>(
  { query }: Request,
  rules: Readonly<Record<Name, RegExp>>,
): (name: Name) => string | undefined {
  return name => {
    const value = query[name]
    return typeof value === 'string' && rules[name].test(value) ? value : undefined
  }
}

/** `isOpen`: of a list of what is open, which alone can be claimed, late or urgent. */
export function workFiltersIn(request: Request, isOpen: boolean): WorkFilters {
  const given = givenIn(request, workQuery)
  return {
    assignee: given('assignee'),
    ...(isOpen && {
      claimed: given('claimed') as WorkFilters['claimed'],
      overdue: given('overdue') === 'yes',
      urgentFirst: given('first') === 'urgent',
    }),
  }
}

export function workParameters(filters: WorkFilters): Record<string, string> {
  return {
    ...(filters.assignee && { assignee: filters.assignee }),
    ...(filters.claimed && { claimed: filters.claimed }),
    ...(filters.overdue && { overdue: 'yes' }),
    ...(filters.urgentFirst && { first: 'urgent' }),
  }
}

/** The query of a list: empty, or with its question mark. */
export function queryWith(filters: Record<string, string>, after?: WorkCursor): string {
  const parameters = new URLSearchParams(filters)
  if (after) {
    const { at, id, urgent } = after
    parameters.set('after', `${at.epochMilliseconds}.${id}${urgent ? '.urgent' : ''}`)
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}

export function cursorIn({ query }: Request): WorkCursor | undefined {
  const { after } = query
  if (typeof after !== 'string' || !afterRule.test(after)) return undefined
  const [milliseconds = '', id = '', urgent] = after.split('.')
  return {
    at: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)),
    id,
    urgent: urgent !== undefined,
  }
}
