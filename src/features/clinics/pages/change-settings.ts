import type { Request } from 'express'
import { z } from 'zod'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { Services } from '../../../services.ts'
import { freeText, oneOf, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import type { ClinicWithSettings, Settings, SettingsEvent } from '../settings/clinic-settings.ts'
import type { Effect } from '../settings/effect.ts'

const MAX_PREPARATION = 1000

/** `trust`: the clinic has no setting of its own. */
const method = (missing: string) => oneOf(['trust', 'at-once', 'request', 'phone'], missing)

/** A whole number; null when nothing is entered. */
const number = (fault: string, least: number, most: number) =>
  z
    .string({ error: fault })
    .trim()
    .refine(
      text => text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most),
      fault,
    )
    .transform(text => (text === '' ? null : Number(text)))

/** `next`: what was chosen under the preview. */
const rules = z.strictObject({
  version: z.coerce.number().int().positive(),
  cancel: method('Select how patients cancel'),
  reschedule: method('Select how patients move an appointment'),
  notice: number('Notice must be a whole number of hours from 0 to 1000', 0, 1000),
  changes: number('The number of moves must be a whole number from 0 to 20', 0, 20),
  promise: number('The promise must be a whole number of hours from 1 to 1000', 1, 1000),
  preparation: freeText(
    MAX_PREPARATION,
    length => `How to get ready must be ${MAX_PREPARATION} characters or less. You have written ${length}.`,
  ),
  next: z.enum(['save', 'change']).optional(),
})

type Answers = z.infer<typeof rules>
type Entered = Record<keyof Omit<Answers, 'next' | 'version'>, unknown>

interface Shown {
  clinic: ClinicWithSettings
  /** With which the form was opened. */
  version: number
  entered: Entered
  history: (SettingsEvent & { name: string | undefined })[]
  moreTime: boolean
  /** A colleague has changed the settings since the form was opened. */
  changedMeanwhile: boolean
}

interface Checked {
  clinic: ClinicWithSettings
  settings: Settings
  effect: Effect
  /** Hidden fields of the two forms under it. */
  save: Record<string, unknown>
  change: Record<string, unknown>
}

const askView = viewWithoutPatient<Shown>('clinics/change-settings')
const checkView = viewWithoutPatient<Checked>('clinics/check-settings')

/** How a clinic takes changes: asks, shows what that does to the appointments that are booked, and then saves it. */
export function changeSettings(services: Services): StaffPage {
  const { clinicSettings, staff } = services
  return {
    permission: 'manage-clinics',
    show: async request => askView(await ask(request)),
    async submit(request) {
      const { actor, body, params } = request
      if (wantsToSave(body)) return askView(await ask(request, { moreTime: true }))
      const { answers, faults } = readForm(rules, body)
      if (faults) return askView(withFaults(faults, await ask(request)), 400)
      const { next, ...entered } = answers
      const settings = settingsOf(entered)
      if (next === 'change') return askView(await ask(request))
      if (next === 'save') {
        const isSaved = await clinicSettings.save(actor, params.clinicId, entered.version, settings).then(
          () => true,
          error => {
            if (error instanceof StaleVersion) return false
            throw error
          },
        )
        if (!isSaved) return askView(await ask(request, { changedMeanwhile: true }), 409)
        return redirect(`/staff/clinics/${params.clinicId}/settings`)
      }
      const clinic = await clinicSettings.find(actor, params.clinicId)
      const effect = await clinicSettings.effect(actor, clinic, settings)
      const hidden = { ...asText(settings), version: entered.version }
      const [save, change] = [
        { ...hidden, next: 'save' },
        { ...hidden, next: 'change' },
      ]
      return checkView({ clinic, settings, effect, save, change })
    },
  }

  /** What was entered, or the settings as they are. The form of a colleague who was second goes on with the newest version. */
  async function ask(
    { actor, body, params }: Request,
    { changedMeanwhile = false, moreTime = false } = {},
  ): Promise<Shown> {
    const { history, ...clinic } = await clinicSettings.find(actor, params.clinicId)
    const nameOf = await namesOfStaff(
      staff,
      history.map(({ staffUserId }) => staffUserId),
    )
    const entered = body ? { ...asText(clinic.settings), ...body } : asText(clinic.settings)
    const opened = Number(body?.version)
    return {
      clinic,
      version: changedMeanwhile || !Number.isSafeInteger(opened) ? clinic.version : opened,
      entered,
      history: history.map(each => ({ ...each, name: nameOf(each.staffUserId) })),
      moreTime,
      changedMeanwhile,
    }
  }
}

function settingsOf({
  cancel,
  reschedule,
  notice,
  changes,
  promise,
  preparation,
}: Omit<Answers, 'next'>): Settings {
  return {
    cancel: cancel === 'trust' ? null : cancel,
    reschedule: reschedule === 'trust' ? null : reschedule,
    minimumNoticeHours: notice,
    maxChanges: changes,
    promiseWorkingHours: promise,
    preparation: preparation === '' ? null : preparation,
  }
}

/** As the fields of the form hold them. */
function asText(settings: Settings): Entered {
  return {
    cancel: settings.cancel ?? 'trust',
    reschedule: settings.reschedule ?? 'trust',
    notice: settings.minimumNoticeHours ?? '',
    changes: settings.maxChanges ?? '',
    promise: settings.promiseWorkingHours ?? '',
    preparation: settings.preparation ?? '',
  }
}
