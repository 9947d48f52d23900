import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { deviceOf } from '../../web/device.ts'
import { isOnNhsAppPhone } from '../../web/nhs-app.ts'
import type { Match } from '../patients/patients.ts'
import { addReportingEvent } from '../wayfinder/wayfinder.ts'
import type { JumpOff } from './jump-off.ts'

/**
 * Reports that somebody NHS login vouches for came in, or why not, and answers the id of their session in reports.
 * A report that cannot be kept is lost, and the log-in goes on. Nothing is reported of those whose record is sensitive. A log-in that NHS login refused is nobody's: the report needs
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
  const patientId = 'patientId' in match ? match.patientId : match.known
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
  }).catch(error => log.error({ reference: request.reference, error }, 'log-in not reported'))
  return sessionId
}
