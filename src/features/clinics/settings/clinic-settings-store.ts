import { fromColumn, isGuid, toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import type { StaffActor } from '../../../shared/actor.ts'
import type { StaffRole } from '../../../shared/permissions.ts'
import type { ChangeMethod } from '../../appointments/appointments.ts'
import type { Clinic } from '../clinic-store.ts'

/** The clinic's own settings. Null: as the trust has it; for the preparation, nothing to prepare. */
export interface Settings {
  cancel: ChangeMethod | null
  reschedule: ChangeMethod | null
  /** Hours before the appointment until which patients can change it online. */
  minimumNoticeHours: number | null
  /** How often a patient can move one appointment online. */
  maxChanges: number | null
  promiseWorkingHours: number | null
  /** What patients read about getting ready. */
  preparation: string | null
}

/** What holds where a clinic has no setting of its own. */
export type TrustSettings = { [Name in Exclude<keyof Settings, 'preparation'>]: NonNullable<Settings[Name]> }

export interface ClinicWithSettings extends Clinic {
  /** Incremented by every change. */
  version: number
  settings: Settings
  ofTrust: TrustSettings
}

export interface SettingsEvent {
  version: number
  at: Temporal.Instant
  staffUserId: string
  role: StaffRole
  was: Settings
  became: Settings
}

/** A clinic by id and trust together. */
export async function findSettings(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<ClinicWithSettings | undefined> {
  if (!isGuid(id)) return undefined
  const row = await database('clinic')
    .join('trust', 'trust.ods_code', 'clinic.trust_ods_code')
    .where({ 'clinic.id': id, 'clinic.trust_ods_code': trustOdsCode })
    .first(
      ...['clinic.id', 'clinic.patient_facing_name', 'clinic.settings_version', 'clinic.preparation'],
      ...RULES.flatMap(name => [`clinic.${name} as own_${name}`, `trust.${name} as trust_${name}`]),
    )
  if (!row) return undefined
  const rules = (of: string) => ({
    cancel: row[`${of}_cancel_how`],
    reschedule: row[`${of}_reschedule_how`],
    minimumNoticeHours: row[`${of}_minimum_notice_hours`],
    maxChanges: row[`${of}_most_changes`],
    promiseWorkingHours: row[`${of}_promise_working_hours`],
  })
  return {
    id: row.id,
    name: row.patient_facing_name,
    version: row.settings_version,
    settings: { ...rules('own'), preparation: row.preparation },
    ofTrust: rules('trust'),
  }
}

const RULES = [
  'cancel_how',
  'reschedule_how',
  'minimum_notice_hours',
  'most_changes',
  'promise_working_hours',
]

/** False if they have changed since this version. */
export async function saveSettings(
  transaction: Transaction,
  { id, version }: Pick<ClinicWithSettings, 'id' | 'version'>,
  settings: Settings,
): Promise<boolean> {
  const changed = await transaction('clinic')
    .where({ id, settings_version: version })
    .update({
      cancel_how: settings.cancel,
      reschedule_how: settings.reschedule,
      minimum_notice_hours: settings.minimumNoticeHours,
      most_changes: settings.maxChanges,
      promise_working_hours: settings.promiseWorkingHours,
      preparation: settings.preparation,
      settings_version: version + 1,
    })
  return changed === 1
}

export async function addSettingsEvent(
  transaction: Transaction,
  { id, version, settings: was }: ClinicWithSettings,
  became: Settings,
  { role, userId }: StaffActor,
  at: Temporal.Instant,
): Promise<void> {
  await transaction('clinic_settings_event').insert({
    clinic_id: id,
    version: version + 1,
    at: toColumn(at),
    staff_user_id: userId,
    role,
    was: JSON.stringify(was),
    became: JSON.stringify(became),
  })
}

/** The newest first. The caller has found the clinic for its trust. */
export async function listSettingsEvents(
  database: Database,
  clinicId: string,
  limit: number,
): Promise<SettingsEvent[]> {
  const rows = await database('clinic_settings_event')
    .where('clinic_id', clinicId)
    .orderBy('version', 'desc')
    .limit(limit)
    .select('*')
  return rows.map(row => ({
    version: row.version,
    at: fromColumn(row.at),
    staffUserId: row.staff_user_id,
    role: row.role,
    was: JSON.parse(row.was),
    became: JSON.parse(row.became),
  }))
}
