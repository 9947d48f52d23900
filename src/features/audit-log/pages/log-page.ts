import type { Request } from 'express'
import { chainOfTrust } from '../../../audit/entry.ts'
import { AUDIT_ACTIONS } from '../../../shared/audit-actions.ts'
import { londonDate } from '../../../shared/dates.ts'
import type { FormFault } from '../../../web/forms.ts'
import type { Colleague } from '../../staff/staff.ts'
import { type AuditLog, type EntriesShown, requireAuditor } from '../audit-log.ts'
import { actionInWords, type EntryInWords, inWords } from '../in-words.ts'
import type { LogCursor, LogFilters } from '../log-entry-store.ts'
import { cursorIn, filtersIn, type GivenFilters, queryOf } from './log-filters.ts'

/** What every list of entries shows. */
export interface LogPage {
  trustOdsCode: string
  /** Of the patients whom it shows. */
  patientIds: string[]
  days: { entries: EntryInWords[] }[]
  given: GivenFilters
  colleagues: Colleague[]
  /** The chosen member of staff is not among the colleagues. */
  staffUnknown: boolean
  actions: { code: string; text: string }[]
  faults: FormFault[] | undefined
  /** Queries of addresses: of the first page and the file, and of the older entries. */
  list: string
  next: string | undefined
  isFirst: boolean
}

export const ON_A_PAGE = 50

const actions = AUDIT_ACTIONS.map(code => ({ code, text: actionInWords(code) }))

/** With filters that are wrong, nothing is listed. `list` reads the entries. */
export async function logPage(
  auditLog: AuditLog,
  request: Request,
  list: (filters: LogFilters, part: { after: LogCursor | undefined; limit: number }) => Promise<EntriesShown>,
): Promise<LogPage> {
  const { actor } = request
  const { trustOdsCode } = requireAuditor(actor)
  const { faults, filters, given } = filtersIn(request)
  const after = cursorIn(request, chainOfTrust(trustOdsCode))
  const { entries, next } = faults
    ? { entries: [], next: undefined }
    : await list(filters, { after, limit: ON_A_PAGE })
  const colleagues = await auditLog.colleagues(actor)
  const days = Map.groupBy(entries.map(inWords), ({ at }) => londonDate(at).toString())
  return {
    trustOdsCode,
    patientIds: patientsOn(entries),
    days: [...days.values()].map(ofDay => ({ entries: ofDay })),
    given,
    colleagues,
    staffUnknown: given.staff !== undefined && !colleagues.some(({ id }) => id === given.staff),
    actions,
    faults,
    list: queryOf(given),
    next: next && queryOf(given, next),
    isFirst: after === undefined,
  }
}

export function patientsOn(entries: EntriesShown['entries']): string[] {
  return entries.flatMap(({ patient }) => patient?.id ?? [])
}
