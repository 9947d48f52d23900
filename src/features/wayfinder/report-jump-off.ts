import type { Request } from 'express'
import type { Database } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import type { Log } from '../../shared/log.ts'

type ReportView = (
  database: Database,
  actor: Actor,
  id: string,
  jumpOff: { id: string; trackingId?: string | undefined },
  now: Temporal.Instant,
) => Promise<void>

/**
 * Reports that the link of the NHS App with which this visit began has opened what has this id. The page is shown even when
 * this fails, and the view is reported at the next visit.
 */
export async function reportJumpOff(
  { clock, database, log }: { clock: Clock; database: Database; log: Log },
  { actor, reference, session }: Request,
  id: string,
  { what, report }: { what: 'appointment' | 'letter' | 'questionnaire'; report: ReportView },
): Promise<void> {
  const { jumpOff } = session
  if (!jumpOff) return
  await report(database, actor, id, jumpOff, clock.now()).then(
    () => delete session.jumpOff,
    error => log.error({ reference, kind: `${what}-viewed`, error }, `${what} view not reported`),
  )
}
