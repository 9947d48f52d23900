import type { Actor } from '../shared/actor.ts'

declare global {
  namespace Express {
    interface Request {
      /** Who is acting; set by `requirePatient`, so present on every page mounted behind it. */
      actor: Actor
      /** How the aggregator names this request, where it does so as it should. */
      correlationId?: string
      /** Names this request in the log and on an error page. */
      reference: string
    }
  }
}
