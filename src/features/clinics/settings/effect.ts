import { type ChangeKind, mayChange, type Rules } from '../../appointments/appointments.ts'
import type { ClinicWithSettings, Settings } from './clinic-settings-store.ts'
import type { Upcoming } from './upcoming-store.ts'

/** Upcoming appointments by what their patients can do online now. */
export interface Counts {
  atOnce: number
  byRequest: number
  /** The patient has to call. */
  notOnline: number
}

/** What a change of the settings does to the appointments that are booked. */
export interface Effect {
  upcoming: number
  cancel: { before: Counts; after: Counts }
  reschedule: { before: Counts; after: Counts }
}

export function effectOf(
  { ofTrust, settings: now }: Pick<ClinicWithSettings, 'ofTrust' | 'settings'>,
  then: Settings,
  appointments: readonly Upcoming[],
  at: Temporal.Instant,
): Effect {
  const [before, after] = [now, then].map(settings => rulesOf(settings, ofTrust)) as [Rules, Rules]
  const counted = (kind: ChangeKind) => ({
    before: count(appointments, before, kind, at),
    after: count(appointments, after, kind, at),
  })
  return { upcoming: appointments.length, cancel: counted('cancel'), reschedule: counted('reschedule') }
}

function rulesOf(settings: Settings, ofTrust: ClinicWithSettings['ofTrust']): Rules {
  return {
    cancel: settings.cancel ?? ofTrust.cancel,
    reschedule: settings.reschedule ?? ofTrust.reschedule,
    minimumNoticeHours: settings.minimumNoticeHours ?? ofTrust.minimumNoticeHours,
    maxChanges: settings.maxChanges ?? ofTrust.maxChanges,
    promiseWorkingHours: settings.promiseWorkingHours ?? ofTrust.promiseWorkingHours,
  }
}

function count(
  appointments: readonly Upcoming[],
  rules: Rules,
  kind: ChangeKind,
  at: Temporal.Instant,
): Counts {
  const counts = { atOnce: 0, byRequest: 0, notOnline: 0 }
  for (const each of appointments) {
    const { how } = mayChange({ ...each, rules, request: null, status: 'booked' }, kind, at)
    counts[how === 'at-once' ? 'atOnce' : how === 'request' ? 'byRequest' : 'notOnline']++
  }
  return counts
}
