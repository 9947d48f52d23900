import { z } from 'zod'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type OpenedClosure, openClosure } from './view-closure.ts'

const rules = z.strictObject({ version: z.coerce.number().int().positive() })

const view = viewWithoutPatient<OpenedClosure>('clinics/reopen-clinic')

/** Opens again what was closed. A colleague who was first is named on the page of the closure. */
export function reopenClinic(services: Services): StaffPage {
  return {
    permission: 'change-slots',
    async show(request) {
      const opened = await openClosure(services, request)
      return opened.closure.reopenedAt || opened.isOver ? redirect(opened.address) : view(opened)
    },
    async submit(request) {
      const { version } = readOwnForm(rules, request.body)
      const id = String(request.params.closureId)
      await services.closures.reopen(request.actor, id, version).catch(error => {
        if (!(error instanceof StaleVersion)) throw error
      })
      return redirect(`/staff/clinics/closures/${id}`)
    },
  }
}
