import { audit } from '../../../audit/audit.ts'
import type { Transaction } from '../../../database/database.ts'
import { StaleVersion } from '../../../database/idempotent.ts'
import { addToOutbox } from '../../../outbox/outbox.ts'
import { portalActor } from '../../../shared/actor.ts'
import type { PatientAction } from '../../../shared/audit-actions.ts'
import { letterSubject } from '../letter.ts'
import { changeLetter, type KnownLetter } from './import-store.ts'

/** What adds and changes letters, in the audit log. */
export const IMPORT = 'import-letters'

const CHANGES = {
  changed: { action: 'changed-letter', event: 'letter-changed' },
  replaced: { action: 'replaced-letter', event: 'letter-replaced' },
  withdrawn: { action: 'withdrew-letter', event: 'letter-withdrawn' },
} as const satisfies Record<string, { action: PatientAction; event: string }>

/** Changes a letter that is there, with its audit entry and its event. */
export async function change(
  transaction: Transaction,
  { id, patientId, version }: KnownLetter,
  kind: keyof typeof CHANGES,
  changes: Parameters<typeof changeLetter>[2],
  now: Temporal.Instant,
): Promise<void> {
  if (!(await changeLetter(transaction, { id, version }, changes))) throw new StaleVersion()
  const subject = letterSubject({ id, version: version + 1 })
  const { action, event } = CHANGES[kind]
  await audit(transaction, portalActor(IMPORT, patientId), action, subject, now)
  await addToOutbox(transaction, event, subject, now)
}
