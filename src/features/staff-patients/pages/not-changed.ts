import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Disclosure, patientView, type Redirect, redirect, type View } from '../../../web/outcome.ts'
import { PatientChanged, RequestOpen } from '../patient-changed.ts'
import { type OpenedPatient, openedPatient, openPatient } from './opened-patient.ts'

/** `requestId`: of the patient's open request, which is why nothing was changed. */
type Shown = OpenedPatient & { requestId: string | undefined; typed: string | undefined }

const view = patientView<Shown>('staff-patients/not-changed', openedPatient)

/**
 * Makes a change and returns to the patient. If something else was changed first, the page says so, and shows what was typed, so
 * that it is not lost.
 */
export async function makeChange(
  services: Services,
  request: Request,
  change: () => Promise<unknown>,
  typed?: string,
): Promise<Redirect | View<Disclosure>> {
  try {
    await change()
  } catch (error) {
    if (!(error instanceof PatientChanged)) throw error
    const requestId = error instanceof RequestOpen ? error.requestId : undefined
    return view({ ...(await openPatient(services, request)), requestId, typed }, 409)
  }
  return redirect(`/staff/patients/${request.params.patientId}`)
}
