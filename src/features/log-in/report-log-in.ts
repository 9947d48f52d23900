import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { deviceOf } from '../../web/device.ts'
import { isOnNhsAppPhone } from '../../web/nhs-app.ts'
import type { Match } from '../patients/patients.ts'
import { addReportingEvent } from '../wayfinder/wayfinder.ts'
import type { JumpOff } from './deep-links/jump-off.ts'

/**
 * Saves a reporting event for a log-in that NHS login has confirmed, whether the portal accepted it or not. Returns
 * the id of the session in reports. If the event cannot be saved, the log-in continues without it. Patients with a
 * sensitive record are not reported. Log-ins that NHS login refused are not reported either, because an event needs
 * an NHS number.
 */
export async function reportLogIn(
  request: Request,
  response: Response,
  { clock, database, log }: Pick<Services, 'clock' | 'database' | 'log'>,
  { match, nhsNumber, jumpOff }: { match: Match; nhsNumber: string; jumpOff: JumpOff | undefined },
): Promise<string> {
  const sessionId = randomUUID()
  const failure = 'cannotShow' in match ? match.cannotShow : undefined
  if (failure === 'call-us') return sessionId
  const patientId = 'patientId' in match ? match.patientId : match.foundPatientId
  await addReportingEvent(database, {
    kind: 'log-in',
    at: clock.now(),
    patientId,
    nhsNumber: patientId === undefined ? nhsNumber : undefined,
    sessionId,
    details: {
      outcome: failure ?? 'success',
      inNhsApp: isOnNhsAppPhone(response),
      fromNhsApp: jumpOff !== undefined,
      device: deviceOf(request),
      trackingId: jumpOff?.trackingId,
    },
  }).catch(error => log.error({ reference: request.reference, error }, 'log-in event not saved'))
  return sessionId
}
