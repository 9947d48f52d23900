import { fromColumn } from '../../../src/database/columns.ts'
import { londonDate } from '../../../src/shared/dates.ts'
import { hiddenFields } from '../../support/page.ts'
import { type Desk, oneOf, openForm, type Row, rowsOf, sendDeed } from './desk.ts'

/** Closures in force at the same time, so that patients still find times. */
const MAX_CLOSED = 2
const ADDED_TIMES = 3

/** Closes some times of a clinic or a whole day, carries on with it, opens it again, or adds times. */
export async function runClinic(desk: Desk): Promise<void> {
  const { random, database, trust } = desk
  const inForce = database('closure').where('trust_ods_code', trust).whereNull('reopened_at').orderBy('id')
  const closures = await rowsOf(inForce)
  const what = random.next()
  if (what < 0.25) return addTimes(desk)
  if (closures.length > 0 && what < 0.4) return carryOn(desk, random.one(closures))
  if (closures.length >= MAX_CLOSED || (closures.length > 0 && what < 0.6))
    return reopen(desk, random.one(closures))
  return close(desk)
}

/** Goes on with the patients of a closure. */
export async function carryOn(desk: Desk, { id }: Row): Promise<void> {
  const path = `/staff/clinics/closures/${id}`
  const page = await openForm(desk, '/staff/log-out')
  if (page) await desk.browser.answer(path, { _csrf: page._csrf ?? '' })
}

async function close(desk: Desk): Promise<void> {
  const { browser, database, history, random, town, trust, userId } = desk
  const slots = database('slot')
    .join('clinic', 'clinic.id', 'slot.clinic_id')
    .where({ 'clinic.trust_ods_code': trust, 'slot.blocks': 0 })
    .where('slot.booked', '>=', random.chance(0.8) ? 1 : 0)
    .orderBy('slot.id')
  const slot = await oneOf(desk, slots.select('slot.id', 'slot.clinic_id', 'slot.starts_at'))
  if (!slot) return
  const date = londonDate(fromColumn(slot.starts_at as string))
  const path = `/staff/clinics/${slot.clinic_id}/day/${date}/close`
  const opened = await openForm(desk, path)
  if (!opened) return
  const what = random.chance(0.15) ? { what: 'day' } : { what: 'slots', slots: String(slot.id) }
  const check = await browser.answer(path, { ...opened, ...what, reason: 'No heating' })
  const hidden = hiddenFields(check.body)
  if (check.status !== 200 || !hidden.closureId) return
  const seen = String(hidden.seen).split(',').filter(Boolean)
  const affected = seen.length > 0 ? await rowsOf(database('appointment').whereIn('id', seen)) : []
  for (const row of affected) {
    history.tried(String(row.id)).staff = true
    const booking = town.bookingOf(row)
    if (booking) booking.mayBeOwed = true
  }
  const id = String(hidden.closureId)
  const deed = history.deed({ of: 'closure', step: 'closed-clinic', id, version: 0, by: userId })
  const fields = { ...hidden, intended: random.chance(0.5) ? 'first' : 'worklist' }
  await sendDeed(desk, deed, { path, fields, done: `/staff/clinics/closures/${id}` })
}

async function reopen(desk: Desk, { id }: Row): Promise<void> {
  const { history, userId } = desk
  const done = `/staff/clinics/closures/${id}`
  const fields = await openForm(desk, `${done}/reopen`)
  if (!fields?.version) return
  const version = Number(fields.version)
  const deed = history.deed({ of: 'closure', step: 'reopened-clinic', id: String(id), version, by: userId })
  await sendDeed(desk, deed, { path: `${done}/reopen`, fields, done })
}

/** Adds a time on some day to come, unless the clinic has some that are free. Those that overlap are refused. */
async function addTimes(desk: Desk): Promise<void> {
  const { browser, database, history, random, trust, userId } = desk
  const clinic = await oneOf(desk, database('clinic').where('trust_ods_code', trust).orderBy('id'))
  if (!clinic) return
  const free = database('slot').where('clinic_id', clinic.id).whereRaw('booked < capacity and blocks = 0')
  if ((await rowsOf(free)).length > ADDED_TIMES) return
  const path = `/staff/clinics/${clinic.id}/add-slots`
  const opened = await openForm(desk, path)
  if (!opened) return
  const day = londonDate(Temporal.Now.instant()).add({ days: random.between(5, 40) })
  const date = `${day.day}/${day.month}/${day.year}`
  const hour = random.between(8, 17)
  const check = await browser.answer(path, {
    ...opened,
    ...{ first: date, last: date, days: String(day.dayOfWeek), from: `${hour}:00`, until: `${hour}:30` },
    ...{ minutes: '30', medium: 'TELEPHONE', capacity: '1' },
  })
  const fields = hiddenFields(check.body)
  // Where a time overlaps, the page leads back to the form.
  if (check.status !== 200 || !fields.orderId || fields.change) return
  const id = String(clinic.id)
  const chosen = String(fields.orderId)
  const deed = history.deed({ of: 'closure', step: 'added-slots', id, version: 0, by: userId, chosen })
  await sendDeed(desk, deed, { path, fields, done: `/staff/clinics/${id}` })
}
