import assert from 'node:assert/strict'
import { answer } from '../../support/form.ts'
import type { Agent, TestPortal } from '../../support/portal.ts'
import { type AuditedTrust, anAuditedTrust } from '../audit-log/support.ts'
import { addressOf, aPatientOf } from '../staff-patients/support.ts'

export const LIST = '/staff/audit/stated-reasons'
export const EXPLANATION = 'The ward asked us to move the appointment'
export const given = { reason: 'booking', explanation: EXPLANATION }

export const formOf = (patientId: string) => `${addressOf(patientId)}/state-reason`

export type SensitivePatient = Awaited<ReturnType<typeof aPatientOf>> & { address: string; form: string }

/** A trust with an auditor, and a patient whose record is sensitive. */
export async function aSensitiveRecord(
  portal: TestPortal,
): Promise<AuditedTrust & { rose: SensitivePatient }> {
  const at = await anAuditedTrust(portal)
  const rose = await aPatientOf(at, { sensitive: true })
  const { patientId } = rose
  return { ...at, rose: { ...rose, address: addressOf(patientId), form: formOf(patientId) } }
}

/** States a reason, and the record is open. */
export async function stateReason(
  browser: Agent,
  { form }: Pick<SensitivePatient, 'form'>,
  more: object = {},
) {
  const answered = await answer(browser, form, { ...given, ...more })
  assert.equal(answered.status, 303, answered.text)
  return String(answered.headers.location)
}

/** The id of the one reason that was stated about this patient. */
export async function theReason(portal: TestPortal, { patientId }: Pick<SensitivePatient, 'patientId'>) {
  const [row, ...others] = await portal.database('stated_reason').where('patient_id', patientId)
  assert.deepEqual(others, [])
  return String(row.id)
}
