import type { Request } from 'express'
import type { QueryRules } from '../../../web/session/destination.ts'
import type { LetterFilter } from '../letter-store.ts'

export const listQuery = {
  hospital: /^[A-Z0-9]{1,6}$/,
  year: /^(19|20)\d\d$/,
  page: /^[1-9]\d{0,2}$/,
} satisfies QueryRules

/** What is not as declared counts as absent. */
export function filterIn({ query: { hospital, year } }: Request): LetterFilter {
  return {
    trustOdsCode: typeof hospital === 'string' && listQuery.hospital.test(hospital) ? hospital : undefined,
    year: listQuery.year.test(String(year)) ? Number(year) : undefined,
  }
}

export function pageIn({ query: { page } }: Request): number {
  return listQuery.page.test(String(page)) ? Number(page) : 1
}

/** The query of an address of the list: empty, or with its question mark. */
export function queryOf({ trustOdsCode, year }: LetterFilter, page = 1): string {
  const parameters = new URLSearchParams()
  if (trustOdsCode) parameters.set('hospital', trustOdsCode)
  if (year) parameters.set('year', String(year))
  if (page > 1) parameters.set('page', String(page))
  return parameters.size > 0 ? `?${parameters}` : ''
}
