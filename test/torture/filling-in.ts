import { CANCEL_REASONS } from '../../src/features/appointments/cancel/cancel-reasons.ts'
import { hiddenFields } from '../support/page.ts'
import type { Browser, Fields } from './browser.ts'
import type { Booking, Change, Form, History } from './history.ts'
import { choices, token, versionIn } from './pages.ts'
import type { Random } from './random.ts'

/** A filled-in form, ready to be sent. */
export interface Filled {
  booking: Booking
  /** The epoch of the booking when the form was filled in. */
  epoch: number
  form: Form
  path: string
  fields: Fields
}

interface Desk {
  browser: Browser
  history: History
  random: Random
}

/** Fills in the pages of a change up to its last form. Undefined if the portal redirects elsewhere. */
export async function fillIn(
  { browser, history, random }: Desk,
  { booking, change, id, csrf }: { booking: Booking; change: Change; id: string; csrf: string },
): Promise<Filled | undefined> {
  const { epoch } = booking
  const address = `/patient-portal/appointment/${id}`
  const goOn = async (page: string, fields: Fields, next: string) =>
    (await browser.answer(page, { ...fields, _csrf: csrf })).location === next

  const steps = {
    cancel: async () => {
      const reason = random.one(CANCEL_REASONS)
      return (await goOn(`${address}/cancel`, { reason }, `${address}/cancel/confirm`)) && 'cancel/confirm'
    },
    move: async () => {
      const at = `${address}/reschedule`
      const days = choices((await browser.read(`${at}/choose-day`)).body, 'day')
      if (days.length === 0) return false
      // The earliest is preferred, so that patients compete for it.
      const day = random.chance(0.6) ? String(days[0]) : random.one(days)
      if (!(await goOn(`${at}/choose-day`, { day }, `${at}/choose-time`))) return false
      const times = choices((await browser.read(`${at}/choose-time`)).body, 'slotId')
      if (times.length === 0) return false
      const slotId = random.chance(0.6) ? String(times[0]) : random.one(times)
      return (
        (await goOn(`${at}/choose-time`, { slotId }, `${at}/check-new-time`)) && 'reschedule/check-new-time'
      )
    },
    ask: async () => {
      const at = `${address}/reschedule`
      const done =
        (await goOn(`${at}/days`, { days: ['monday', 'friday'] }, `${at}/times`)) &&
        (await goOn(`${at}/times`, { times: 'morning' }, `${at}/dates-to-avoid`)) &&
        (await goOn(`${at}/dates-to-avoid`, { datesToAvoid: '' }, `${at}/reason`)) &&
        (await goOn(`${at}/reason`, { reason: 'ill' }, `${at}/check-request`))
      return done && 'reschedule/check-request'
    },
  }
  const last = await {
    cancel: steps.cancel,
    'ask-to-cancel': steps.cancel,
    move: steps.move,
    'ask-to-move': steps.ask,
  }[change]()
  if (!last) return undefined
  const path = `${address}/${last}`
  const page = await browser.read(path)
  if (page.status !== 200) return undefined
  const fields = hiddenFields(page.body)
  if (fields.seen === undefined || !token(page.body)) return undefined
  const form = history.form(
    change,
    id,
    versionIn(fields.seen),
    change === 'move' ? String(fields.slotId) : '',
  )
  return { booking, epoch, form, path, fields }
}
