import { isDeepStrictEqual } from 'node:util'
import { audit } from '../../../audit/audit.ts'
import type { Database } from '../../../database/database.ts'
import { idempotent, StaleVersion } from '../../../database/idempotent.ts'
import { lockTrust } from '../../../database/locks.ts'
import { type Actor, requireStaffPermission, type StaffActor } from '../../../shared/actor.ts'
import type { Clock } from '../../../shared/clock.ts'
import { NotFound } from '../../../shared/errors.ts'
import {
  addSettingsEvent,
  type ClinicWithSettings,
  findSettings,
  listSettingsEvents,
  type Settings,
  type SettingsEvent,
  saveSettings,
} from './clinic-settings-store.ts'
import { type Effect, effectOf } from './effect.ts'
import { listUpcoming } from './upcoming-store.ts'

export type { ClinicWithSettings, Settings, SettingsEvent } from './clinic-settings-store.ts'

/** Earlier changes stay in the database. */
const MAX_EVENTS = 50

/** How the clinics of a trust take changes. Every method throws {@link NotFound} for a clinic of another trust. */
export class ClinicSettings {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  async find(actor: Actor, id: unknown): Promise<ClinicWithSettings & { history: SettingsEvent[] }> {
    const clinic = await this.#find(this.#database, requireManager(actor), id)
    return { ...clinic, history: await listSettingsEvents(this.#database, clinic.id, MAX_EVENTS) }
  }

  /** What these settings would do to the appointments that are booked. */
  async effect(actor: Actor, clinic: ClinicWithSettings, settings: Settings): Promise<Effect> {
    requireManager(actor)
    const now = this.#clock.now()
    return effectOf(clinic, settings, await listUpcoming(this.#database, clinic.id, now), now)
  }

  /**
   * Saves them, with who changed what. They hold at once, also for appointments that are booked; requests that were sent keep
   * what they were promised. Throws {@link StaleVersion} if they have changed since `version`.
   */
  async save(actor: Actor, id: unknown, version: number, settings: Settings): Promise<void> {
    const staff = requireManager(actor)
    const now = this.#clock.now()
    const { id: clinicId } = await this.#find(this.#database, staff, id)
    const key = [staff.trustOdsCode, staff.userId, 'clinic-settings', clinicId, version]
    await idempotent(this.#database, { key, payload: JSON.stringify(settings), now }, async transaction => {
      await lockTrust(transaction, staff.trustOdsCode)
      const clinic = await this.#find(transaction, staff, clinicId)
      if (clinic.version !== version) throw new StaleVersion()
      if (isDeepStrictEqual(clinic.settings, settings)) return ''
      if (!(await saveSettings(transaction, clinic, settings))) throw new StaleVersion()
      await addSettingsEvent(transaction, clinic, settings, staff, now)
      const subject = { type: 'clinic', id: clinicId, version: version + 1 }
      await audit(transaction, staff, 'changed-clinic-settings', subject, now)
      return ''
    })
  }

  async #find(database: Database, { trustOdsCode }: StaffActor, id: unknown): Promise<ClinicWithSettings> {
    const clinic = await findSettings(database, trustOdsCode, id)
    if (!clinic) throw new NotFound()
    return clinic
  }
}

function requireManager(actor: Actor): StaffActor {
  requireStaffPermission(actor, 'manage-clinics')
  return actor
}
