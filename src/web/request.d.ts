import type { Actor } from '../shared/actor.ts'

declare global {
  namespace Express {
    interface Request {
      /** Who is acting; set by `requirePatient`, so present on every page mounted behind it. */
      actor: Actor
      /** Names this request in the log and on an error page. */
      reference: string
    }
  }
}
