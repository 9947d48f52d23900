import { z } from 'zod'
import type { Services } from '../../services.ts'
import { readOwnForm } from '../../web/forms.ts'
import { patientView, redirect } from '../../web/outcome.ts'
import type { PatientPage } from '../../web/page.ts'
import { type Device, listDevices as devicesOf, endOtherSessions } from '../../web/session/devices.ts'
import { logOutHere } from '../../web/session/end-session.ts'

const rules = z.strictObject({ where: z.enum(['elsewhere', 'everywhere']) })

const view = patientView<{ devices: Device[]; others: number }>('access-log/list-devices', {
  action: 'viewed-devices',
  subject: () => 'patient',
})

/** Where the patient is logged in. Its forms log them out in all other browsers, or in all. */
export function listDevices({ accessLog, clock, log }: Services): PatientPage {
  return {
    async show(request) {
      const devices = await devicesOf(request, clock.now())
      return view({ devices, others: devices.filter(({ isThis }) => !isThis).length })
    },
    async submit(request, response) {
      const { where } = readOwnForm(rules, request.body)
      await accessLog.recordLogOut(request.actor, where)
      await endOtherSessions(request)
      if (where === 'elsewhere') return redirect('/patient-portal/access-log/devices')
      await logOutHere(request, response, { clock, log })
      return redirect('/patient-portal/logged-out')
    },
  }
}
