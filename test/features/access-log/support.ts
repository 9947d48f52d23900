import { AccessLog } from '../../../src/features/access-log/access-log.ts'
import { inWords } from '../../../src/features/access-log/in-words.ts'
import type { TestPortal } from '../../support/portal.ts'

/** What a patient reads in their access log, newest first: "Booking team looked at your request". */
export async function readBy(portal: TestPortal, patientId: string): Promise<string[]> {
  const actor = { kind: 'patient', patientId } as const
  const { entries } = await new AccessLog(portal.database, portal.clock).list(actor, {
    who: undefined,
    limit: 1000,
  })
  return entries.map(inWords).map(({ who, did }) => `${who} ${did}`)
}
