import type { Request, Response } from 'express'
import { GUID_IN_ANY_CASE, GUID_PATTERN } from '../../shared/guid.ts'
import { isInsideNhsApp } from '../nhs-app.ts'
import { localUrlOf } from '../original-url.ts'

/*
 * Where a tab is going while the patient logs in. It is in the address of each page on the way, not in the session,
 * because each tab has its own.
 */

export const HOME = '/patient-portal'
export const STILL_THERE = '/patient-portal/still-there'
export const TIMED_OUT = '/patient-portal/timed-out'

/** Words of ours and ids. Anything else may be what a person typed, and must not be repeated in an address. */
const OUR_PATH = new RegExp(`^/patient-portal(/([a-z]+(-[a-z]+)*|${GUID_PATTERN}))*$`)

/** The parameters of the NHS App, which any page may have. */
const NHS_APP_PARAMETERS: QueryRules = {
  from: /^nhsApp$/,
  'opened-by': /^nhs-app$/,
  trackingId: GUID_IN_ANY_CASE,
}

/** The columns `return_to` have this length. */
export const MAX_DESTINATION = 500

/** Pages on the way to a log-in or a log-out, and a script's address: none is a place to arrive at. */
const NEVER_A_DESTINATION =
  /^\/patient-portal\/(log-in|log-out|logged-out|timed-out|still-there|stay-logged-in)(\/|$)/

/** The query parameters that a page reads, and what their values must look like. */
export type QueryRules = Readonly<Record<string, RegExp>>

/** The parameters that the pages declare, by their paths, such as `/appointment/:appointmentId`. */
export type PageQueries = readonly { path: RegExp; query: QueryRules }[]

export function pageQueries(
  tables: readonly Record<string, { query?: QueryRules }>[],
  mount = HOME,
): PageQueries {
  const pages = tables.flatMap(table => Object.entries(table))
  return pages.flatMap(([path, { query }]) =>
    query
      ? [{ path: new RegExp(`^${mount}${path.replace(/^\/$/, '').replaceAll(/:\w+/g, '[^/]+')}$`), query }]
      : [],
  )
}

/** The address of one of our pages; the home page for anything else. A file becomes the page that links to it. */
export function destinationFrom(request: Request, to: unknown): string {
  const [path = '', given = ''] = typeof to === 'string' ? to.split(/\?(.*)/s) : []
  if (path.length > MAX_DESTINATION || !OUR_PATH.test(path) || NEVER_A_DESTINATION.test(path)) return HOME
  const page = path.replace(/\/calendar$/, '')
  return withDeclared(page, given, request.app.locals.pageQueries as PageQueries, NHS_APP_PARAMETERS)
}

/** The page with those parameters of its query that it declares, or that any page may have. */
export function withDeclared(
  page: string,
  given: string,
  queries: PageQueries,
  ofAnyPage: QueryRules = {},
): string {
  const declared = queries.filter(each => each.path.test(page))
  const rules: QueryRules = Object.assign({}, ofAnyPage, ...declared.map(({ query }) => query))
  const kept = new URLSearchParams()
  for (const [name, value] of new URLSearchParams(given))
    if (Object.hasOwn(rules, name) && rules[name]?.test(value)) kept.set(name, value)
  const full = kept.size > 0 ? `${page}?${kept}` : page
  return full.length <= MAX_DESTINATION ? full : page
}

/** The page of this request. A form has the URL of its page, but its query is not repeated. */
export function requestedPage(request: Request): string {
  const url = localUrlOf(request)
  return destinationFrom(request, request.method === 'GET' ? url : url.replace(/\?.*/s, ''))
}

/**
 * The address of a page that leads to a log-in: it says whether it is inside the NHS App, and where the tab is going.
 * `more`: what else belongs to this log-in of this tab.
 */
export function onTheWay(
  page: string,
  response: Response,
  to: string = HOME,
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams(more)
  if (isInsideNhsApp(response)) query.set('from', 'nhsApp')
  if (to !== HOME) query.set('to', to)
  return query.size > 0 ? `${page}?${query}` : page
}
