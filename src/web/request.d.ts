import type { Actor } from '../shared/actor.ts'
import type { Disclosure } from './outcome.ts'

declare global {
  namespace Express {
    interface Request {
      /** Set by `requirePatient` for all pages behind it. */
      actor: Actor
      /** Audits a disclosure before it is sent. When it rejects, nothing may be sent. */
      recordDisclosure(disclosure: Disclosure): Promise<void>
      /**
       * Set for staff: asks, before anything of one patient is shown, whether it may be. Returns until when a sensitive record is
       * open. When it rejects, nothing may be sent.
       */
      openRecord?(patientId: string): Promise<Temporal.Instant | undefined>
      /** The aggregator's id for this request, if it sent a valid one. */
      correlationId?: string
      /** Our id for this request, shown in the log and on error pages. */
      reference: string
      /** An error page was sent because the request took too long, so nothing else may be sent. */
      deadlinePassed?: true
    }
  }
}
