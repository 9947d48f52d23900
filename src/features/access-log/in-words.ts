import { PATIENT_ACTIONS } from '../../shared/audit-actions.ts'
import { ROLE_NAMES } from '../../shared/permissions.ts'
import { reasonInWords } from '../sensitive-records/sensitive-records.ts'
import type { SeenEntry } from './access-log.ts'

/** An entry as the patient reads it: "Booking team, Fernhollow NHS Trust" and "looked at your request". */
export interface EntryInWords {
  at: Temporal.Instant
  /** The name of a member of staff, where the trust says so. */
  name: string | undefined
  who: string
  trust: string | undefined
  did: string
  appointment: SeenEntry['appointment']
}

const NAMES: Readonly<Record<string, string>> = {
  patient: 'You',
  proxy: 'Someone who acts for you',
  staff: 'A member of staff',
  aggregator: 'The NHS App',
  portal: 'This service',
  rule: 'An automatic rule of the booking team',
}

export function inWords({
  action,
  actor,
  appointment,
  at,
  role,
  staffName,
  statedReason,
  trustName,
}: SeenEntry): EntryInWords {
  const did = isKnown(action) ? PATIENT_ACTIONS[action] : 'looked at or changed your information'
  const reason = statedReason && reasonInWords(statedReason).forPatient
  return {
    at,
    name: staffName,
    who: role ? ROLE_NAMES[role] : (NAMES[actor] ?? 'Another computer system'),
    trust: trustName,
    did: reason ? `${did}: ${reason}` : did,
    appointment,
  }
}

/** A newer release, which was rolled back since, may have written others. */
function isKnown(action: string): action is keyof typeof PATIENT_ACTIONS {
  return Object.hasOwn(PATIENT_ACTIONS, action)
}
