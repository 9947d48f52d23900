import type { Actor } from '../shared/actor.ts'
import type { Disclosure } from './outcome.ts'

declare global {
  namespace Express {
    interface Request {
      /** Who is acting; set by `requirePatient`, so present on every page mounted behind it. */
      actor: Actor
      /** Writes down what is about to be shown to the actor; rejects when it cannot, and then it must not be shown. */
      recordDisclosure(disclosure: Disclosure): Promise<void>
      /** How the aggregator names this request, where it does so as it should. */
      correlationId?: string
      /** Names this request in the log and on an error page. */
      reference: string
    }
  }
}
