import type { ChainState } from '../../../audit/verify-chain.ts'
import type { Services } from '../../../services.ts'
import { withFaults } from '../../../web/forms.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { requireAuditor } from '../audit-log.ts'
import { listQuery } from './log-filters.ts'
import { type LogPage, logPage } from './log-page.ts'

interface Found extends LogPage {
  searchId: string
  nhsNumber: string
  patientId: string | undefined
  chain: ChainState | undefined
}

const view = patientView<Found>('audit-log/view-patient-log', {
  action: 'viewed-patient-log',
  subject: ({ searchId }) => ({ type: 'patient-search', id: searchId }),
  patientIds: ({ patientId }) => (patientId ? [patientId] : []),
})

/** The entries about the one patient whom an auditor has looked for. The address does not say who it is. */
export function viewPatientLog({ auditLog }: Services): StaffPage {
  return {
    permission: 'read-audit',
    query: listQuery,
    async show(request) {
      const { actor, params } = request
      requireAuditor(actor)
      const searchId = String(params.searchId)
      const { nhsNumber, patient } = await auditLog.found(actor, searchId)
      const page = await logPage(auditLog, request, async (filters, part) =>
        patient ? auditLog.listOf(actor, patient.id, filters, part) : { entries: [], next: undefined },
      )
      const chain = patient && (await auditLog.verify(actor, patient.id))
      const shown = { ...page, searchId, nhsNumber, patientId: patient?.id, chain }
      return view(withFaults(page.faults, shown), page.faults ? 400 : 200)
    },
  }
}
