import type { Services } from '../../../services.ts'
import { asCsv } from '../../../shared/csv.ts'
import { london } from '../../../shared/dates.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { patientFile } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type NamedEntry, requireAuditor } from '../audit-log.ts'
import { inWords } from '../in-words.ts'
import { filterQuery, filtersIn } from './log-filters.ts'
import { patientsOn } from './log-page.ts'

interface Listed {
  subject: { type: string; id: string }
  patientIds: string[]
}

const ofPatients = {
  subject: ({ subject }: Listed) => subject,
  patientIds: ({ patientIds }: Listed) => patientIds,
}
const file = patientFile<Listed>('audit-log.csv', { action: 'viewed-audit-log', ...ofPatients })
const patientLogFile = patientFile<Listed>('audit-log.csv', {
  action: 'viewed-patient-log',
  ...ofPatients,
})

/** A file is made in memory, and each patient in it gets an entry. The page says so. */
const MAX_ENTRIES = 2000

/** The entries that the filters leave, for a spreadsheet. */
export function auditLogFile({ auditLog }: Services): StaffPage {
  return {
    permission: 'read-audit',
    query: filterQuery,
    async show(request) {
      const { trustOdsCode } = requireAuditor(request.actor)
      const { faults, filters } = filtersIn(request)
      if (faults) throw new BadRequest()
      const { entries } = await auditLog.list(request.actor, filters, { limit: MAX_ENTRIES })
      const listed = { subject: { type: 'trust', id: trustOdsCode }, patientIds: patientsOn(entries) }
      return file(listed, csv(entries))
    },
  }
}

/** The same about the patient whom the auditor has looked for. */
export function patientAuditLogFile({ auditLog }: Services): StaffPage {
  return {
    permission: 'read-audit',
    query: filterQuery,
    async show(request) {
      const { actor, params } = request
      const searchId = String(params.searchId)
      const { patient } = await auditLog.found(actor, searchId)
      const { faults, filters } = filtersIn(request)
      if (faults) throw new BadRequest()
      const { entries } = patient
        ? await auditLog.listOf(actor, patient.id, filters, { limit: MAX_ENTRIES })
        : { entries: [] }
      const listed = { subject: { type: 'patient-search', id: searchId }, patientIds: patientsOn(entries) }
      return patientLogFile(listed, csv(entries))
    },
  }
}

function csv(entries: readonly NamedEntry[]): string {
  return asCsv(entries.map(line), { bom: true })
}

function line(entry: NamedEntry) {
  const { at, did, name, nhsNumber, userId, who } = inWords(entry)
  const local = at.toZonedDateTimeISO(london).toPlainDateTime()
  return {
    'Date and time': local.toString({ smallestUnit: 'second' }).replace('T', ' '),
    'Name of staff': name ?? '',
    'Id of staff': userId ?? '',
    'Role or kind': who,
    'What they did': did,
    // With spaces a spreadsheet does not read it as a number.
    'NHS number': nhsNumber?.replace(/^(...)(...)/, '$1 $2 ') ?? '',
    About: entry.subject?.type ?? '',
    'Its id': entry.subject?.id ?? '',
    Chain: entry.chain,
    'Place in the chain': entry.place,
  }
}
