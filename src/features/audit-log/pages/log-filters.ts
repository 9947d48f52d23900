import type { Request } from 'express'
import { AUDIT_ACTIONS } from '../../../shared/audit-actions.ts'
import { periodOf } from '../../../shared/dates.ts'
import { GUID, GUID_PATTERN } from '../../../shared/guid.ts'
import { readDate, readTypedDate } from '../../../shared/read-date.ts'
import type { FormFault } from '../../../web/forms.ts'
import type { QueryRules } from '../../../web/session/destination.ts'
import { WHO, type Who } from '../concerns-store.ts'
import type { LogCursor, LogFilters } from '../log-entry-store.ts'

/** As it is typed, such as 27/3/2027, or in the order of an address. */
const DATE = /^(2\d{3}-\d\d-\d\d|\d{1,2}[/. -]\d{1,2}[/. -]2\d{3})$/

/** The filters as they stand in the address. The days are those of London, and both are included. */
export const filterQuery = {
  who: new RegExp(`^(${WHO.join('|')})$`),
  action: /^[a-z]+(-[a-z]+)*$/,
  staff: GUID,
  from: DATE,
  to: DATE,
} satisfies QueryRules

/** `after`: of the last entry on the page before, its milliseconds, its place and its chain. */
export const listQuery = {
  ...filterQuery,
  after: new RegExp(`^\\d{12,14}\\.\\d{1,9}\\.(trust|${GUID_PATTERN})$`),
} satisfies QueryRules

/** As they were given, for the form and for addresses. */
export interface GivenFilters {
  who: Who | undefined
  action: string | undefined
  staff: string | undefined
  from: string | undefined
  to: string | undefined
}

/** What is not as declared counts as absent, except a day, which a person may have typed. */
export function filtersIn({ query }: Request): {
  given: GivenFilters
  filters: LogFilters
  faults: FormFault[] | undefined
} {
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 20) : undefined
  }
  const { action, staff, who } = query
  const given = {
    who: WHO.find(each => each === who),
    action: AUDIT_ACTIONS.find(each => each === action),
    staff: typeof staff === 'string' && GUID.test(staff) ? staff : undefined,
    from: text('from'),
    to: text('to'),
  }
  const [from, to] = [dayIn(given.from), dayIn(given.to)]
  const faults: FormFault[] = []
  if (given.from && !from)
    faults.push({ text: 'First day must be a real date, such as 27/3/2027', href: '#from' })
  if (given.to && !to) faults.push({ text: 'Last day must be a real date, such as 27/3/2027', href: '#to' })
  if (from && to && Temporal.PlainDate.compare(from, to) > 0)
    faults.push({ text: 'The last day must not be before the first', href: '#to' })
  const filters = { ...given, from: from && periodOf(from).from, until: to && periodOf(to).until }
  return { given, filters, faults: faults.length > 0 ? faults : undefined }
}

/** The query of these filters: empty, or with its question mark. */
export function queryOf(given: GivenFilters, after?: LogCursor): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(given)) if (value) parameters.set(name, value)
  if (after) {
    const chain = GUID.test(after.chain) ? after.chain : 'trust'
    parameters.set('after', `${after.at.epochMilliseconds}.${after.place}.${chain}`)
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}

/** `trustChain`: that of the auditor's trust, which is not named in addresses. */
export function cursorIn({ query: { after } }: Request, trustChain: string): LogCursor | undefined {
  if (typeof after !== 'string' || !listQuery.after.test(after)) return undefined
  const [milliseconds, place, chain = ''] = after.split('.')
  return {
    at: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)),
    place: Number(place),
    chain: chain === 'trust' ? trustChain : chain,
  }
}

function dayIn(text: string | undefined): Temporal.PlainDate | undefined {
  return readDate(text) ?? readTypedDate(text)
}
