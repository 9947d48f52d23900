import { randomUUID } from 'node:crypto'
import { isGuid } from '../../database/columns.ts'

/** The NHS App led somebody here by a link of ours. */
export interface JumpOff {
  /** New for each. */
  id: string
  /** The id the link carried, by which Wayfinder ties the two journeys together: a UUID. */
  trackingId?: string
  /** The appointment it led to, if it was one, until its page has been shown. */
  appointmentId?: string
}

declare module 'express-session' {
  interface SessionData {
    jumpOff?: JumpOff
  }
}

/** Whoever makes a link of their own may write anything there: what is no UUID is not kept. */
export function jumpOffTo(address: string, trackingId: string | undefined): JumpOff {
  const appointmentId = /^\/patient-portal\/appointment\/([^/?]*)/.exec(address)?.[1]
  const given = trackingId?.toLowerCase()
  return {
    id: randomUUID(),
    ...(isGuid(given) && { trackingId: given }),
    ...(isGuid(appointmentId) && { appointmentId }),
  }
}
