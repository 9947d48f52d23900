import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { type FormFault, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { nhsNumberField } from '../../staff-patients/staff-patients.ts'
import { listQuery } from './log-filters.ts'
import { type LogPage, logPage } from './log-page.ts'

type Shown = LogPage & { nhsNumber: string; moreTime: boolean }

const view = patientView<Shown>('audit-log/view-audit-log', {
  action: 'viewed-audit-log',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ patientIds }) => patientIds,
})

const rules = z.strictObject({
  nhsNumber: nhsNumberField.refine(digits => digits !== '', 'Enter an NHS number'),
})

/** The audit log as far as it concerns the trust, and the form that looks for one patient. */
export function viewAuditLog({ auditLog }: Services): StaffPage {
  return {
    permission: 'read-audit',
    query: listQuery,
    show: request => show(request),
    async submit(request) {
      if (wantsToSave(request.body)) return show(request)
      const { answers, faults } = readForm(rules, request.body)
      if (faults) return show(request, faults)
      return redirect(`/staff/audit/found/${await auditLog.keepSearch(request.actor, answers.nhsNumber)}`)
    },
  }

  async function show(request: Request, wrong?: FormFault[]) {
    const { actor, body } = request
    const page = await logPage(auditLog, request, (filters, part) => auditLog.list(actor, filters, part))
    const faults = wrong ?? page.faults
    const shown = { ...page, nhsNumber: String(body?.nhsNumber ?? ''), moreTime: wantsToSave(body) }
    return view(withFaults(faults, shown), faults ? 400 : 200)
  }
}
