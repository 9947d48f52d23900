import { randomUUID } from 'node:crypto'
import { isGuid } from '../../../database/columns.ts'

/** A jump-off is Wayfinder's term for a visit that began with a portal link in the NHS App. */
export interface JumpOff {
  /** A new UUID for each jump-off. */
  id: string
  /** The UUID in the link, with which Wayfinder connects the journey in the NHS App with the journey here. */
  trackingId?: string
  /** The appointment in the link, if it has one; removed once its page has been shown. */
  appointmentId?: string
  /** The letter in the link, in the same way. */
  documentId?: string
  /** The same for a questionnaire. */
  questionnaireId?: string
}

declare module 'express-session' {
  interface SessionData {
    jumpOff?: JumpOff
  }
}

/** Keeps ids only if they are UUIDs, because a forged link may contain anything. */
export function jumpOffTo(address: string, trackingId: string | undefined): JumpOff {
  const appointmentId = /^\/patient-portal\/appointment\/([^/?]*)/.exec(address)?.[1]
  const documentId = /^\/patient-portal\/document\/([^/?]*)/.exec(address)?.[1]
  const questionnaireId = /^\/patient-portal\/questionnaire\/([^/?]*)/.exec(address)?.[1]
  const given = trackingId?.toLowerCase()
  return {
    id: randomUUID(),
    ...(isGuid(given) && { trackingId: given }),
    ...(isGuid(appointmentId) && { appointmentId }),
    ...(isGuid(documentId) && { documentId }),
    ...(isGuid(questionnaireId) && { questionnaireId }),
  }
}
