import type { Request } from 'express'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { QuestionnaireFilters } from '../questionnaire-list-store.ts'

/** The filters of the list as they stand in its address, and in those of the pages that lead back to it. */
export const filterQuery = {
  state: /^(reviewed|to-answer|ended)$/,
  flagged: /^yes$/,
} satisfies QueryRules

export const listQuery = { ...filterQuery, page: /^[1-9]\d{0,3}$/ } satisfies QueryRules

/** What is not as declared counts as absent. */
export function filtersIn(request: Request): QuestionnaireFilters {
  return {
    state: given(request, 'state') as QuestionnaireFilters['state'],
    flagged: given(request, 'flagged') === 'yes',
  }
}

export function pageIn(request: Request): number {
  return Number(given(request, 'page') ?? 1)
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf({ flagged, state }: QuestionnaireFilters, page = 1): string {
  const parameters = new URLSearchParams()
  if (state) parameters.set('state', state)
  if (flagged) parameters.set('flagged', 'yes')
  if (page > 1) parameters.set('page', String(page))
  return parameters.size > 0 ? `?${parameters}` : ''
}

function given({ query }: Request, name: keyof typeof listQuery): string | undefined {
  const value = query[name]
  return typeof value === 'string' && listQuery[name].test(value) ? value : undefined
}
