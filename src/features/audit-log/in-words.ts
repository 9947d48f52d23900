import { ROLE_NAMES } from '../../shared/permissions.ts'
import type { NamedEntry } from './audit-log.ts'

/** An entry as the auditor reads it: "Priya Nair", "Booking team" and "Viewed request". */
export interface EntryInWords {
  at: Temporal.Instant
  /** The name of a member of staff, and their user id. */
  name: string | undefined
  userId: string | undefined
  /** The role of a member of staff, or the kind of actor. */
  who: string
  did: string
  /** Without spaces. */
  nhsNumber: string | undefined
}

const NAMES: Readonly<Record<string, string>> = {
  patient: 'The patient',
  proxy: 'Someone who acts for the patient',
  staff: 'A member of staff',
  aggregator: 'The NHS App',
  portal: 'This service',
}

export function inWords({ action, actor, actorId, at, name, patient, role }: NamedEntry): EntryInWords {
  return {
    at,
    name,
    userId: name === undefined ? undefined : actorId,
    who: role ? ROLE_NAMES[role] : (NAMES[actor] ?? 'Another computer system'),
    did: actionInWords(action),
    nhsNumber: patient?.nhsNumber,
  }
}

/** "Viewed request" for `viewed-request`: the codes are words of the documentation, in which an auditor finds them. */
export function actionInWords(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1).replaceAll('-', ' ').replace('nhs app', 'NHS App')
}
