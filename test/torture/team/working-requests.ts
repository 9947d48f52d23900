import { hiddenFields } from '../../support/page.ts'
import type { Fields } from '../browser.ts'
import { choices, versionIn } from '../pages.ts'
import { aColleague, type Desk, oneOf, openForm, type Row, rowsOf, sendDeed } from './desk.ts'

/** Forms that one person leaves open. */
const MAX_KEPT = 3

/** What is done with a request: the page below it, the step in its history, and what the form says. */
interface Doing {
  page: string
  step: string
  fields?: Fields
  chosen?: string
  /** What it does with the appointment. */
  action?: 'cancelled' | 'moved'
}

/** One step of the work on an open request of the trust, or of telling a patient what was decided. */
export async function workOnRequest(desk: Desk): Promise<void> {
  const { kept, random } = desk
  if (kept.length > 0 && random.chance(0.3)) return sendKept(desk)
  if (random.chance(0.15)) {
    const told = { page: '/tell', step: 'told', fields: { how: 'phone' } }
    return doOne(desk, await oneOf(desk, requestsOf(desk, 'untold_since is not null')), told)
  }
  if (random.chance(0.1)) return assignSome(desk)
  const row = await oneOf(desk, requestsOf(desk, "change_request.status = 'open'"))
  const what = random.next()
  const fields = { text: 'As agreed' }
  if (what < 0.2) return doOne(desk, row, { page: '', step: 'claimed', fields: { step: 'claim' } })
  if (what < 0.25) return doOne(desk, row, { page: '', step: 'released', fields: { step: 'release' } })
  if (what < 0.35) return doOne(desk, row, { page: '/take-over', step: 'taken-over', fields })
  if (what < 0.45) return doOne(desk, row, { page: '/note', step: 'noted', fields })
  if (what < 0.5) {
    const step = row?.priority ? 'marked-normal' : 'marked-urgent'
    return doOne(desk, row, { page: '/priority', step, fields })
  }
  if (what < 0.6) return assign(desk, row)
  if (what < 0.7) {
    const words = { reply: 'Please call us', next: 'decline' }
    return doOne(desk, row, { page: '/decline', step: 'declined', fields: words })
  }
  if (row?.kind === 'cancel') return doOne(desk, row, { page: '/cancel', step: 'done', action: 'cancelled' })
  return giveNewTime(desk, row)
}

/** A request of another trust must look like one that does not exist. If it does not, claims it. */
export async function pryIntoRequest(desk: Desk): Promise<void> {
  const { browser, database, history, trust } = desk
  const row = await oneOf(desk, database('change_request').whereNot('trust_ods_code', trust).limit(30))
  if (!row) return
  const { status } = await browser.read(`/staff/requests/${row.id}`)
  if (status === 404) return
  history.violations.add('another trust shown', `staff of ${trust} got ${status} for ${row.id} of another`)
  await doOne(desk, row, { page: '', step: 'claimed', fields: { step: 'claim' } })
}

function requestsOf({ database, trust }: Desk, which: string) {
  return database('change_request')
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .where('change_request.trust_ods_code', trust)
    .whereRaw(which)
    .orderBy('change_request.id')
    .limit(30)
    .select('change_request.*', 'appointment.patient_id', 'appointment.clinic_id')
}

/** `opened`: the fields of a form that is open already. */
async function doOne(desk: Desk, row: Row | undefined, doing: Doing, opened?: Fields): Promise<void> {
  if (!row) return
  const { history, town, userId } = desk
  const [address, appointmentId] = [`/staff/requests/${row.id}`, String(row.appointment_id)]
  const path = address + doing.page
  const hidden = opened ?? (await openForm(desk, path))
  if (!hidden?.appointment) return
  const { action, chosen, fields, step } = doing
  history.tried(appointmentId).staff = true
  const deed = history.deed({
    of: 'request',
    step,
    id: String(row.id),
    version: Number(hidden.version),
    by: userId,
    ...(chosen && { chosen }),
    ...(action && { appointment: { id: appointmentId, version: versionIn(hidden.appointment), action } }),
  })
  const booking = town.bookingOf(row)
  if (action === 'cancelled') booking?.cancelling(deed, booking.epoch)
  const form = { path, fields: { ...hidden, ...fields }, done: address }
  const send = () => sendDeed(desk, deed, form)
  if (desk.random.chance(0.15) && desk.kept.length < MAX_KEPT) desk.kept.push(send)
  else await send()
}

/** Sends an old form, which is accepted only if the request is unchanged. */
async function sendKept({ kept, random }: Desk): Promise<void> {
  const [send] = kept.splice(random.below(kept.length), 1)
  await send?.()
}

async function assign(desk: Desk, row: Row | undefined): Promise<void> {
  const chosen = await aColleague(desk, row?.assigned_to)
  if (chosen)
    await doOne(desk, row, { page: '/assign', step: 'assigned', chosen, fields: { assignee: chosen } })
}

/** Assigns several at once. The answer does not say of one that it was assigned by this form. */
async function assignSome(desk: Desk): Promise<void> {
  const { browser, history, userId } = desk
  const open = (await rowsOf(requestsOf(desk, "change_request.status = 'open'"))).slice(0, 5)
  const chosen = await aColleague(desk)
  const page = await openForm(desk, '/staff/log-out')
  if (open.length === 0 || !chosen || !page) return
  const ends = open.map(row => {
    history.tried(String(row.appointment_id)).staff = true
    const [id, version] = [String(row.id), Number(row.version)]
    return history.deed({ of: 'request', step: 'assigned', id, version, by: userId, chosen }).begin()
  })
  const request = open.map(({ id, version }) => `${id}.${version}`)
  const answer = await browser
    .post('/staff/requests/chosen', { ...page, request, assignee: chosen })
    .finally(() => {
      for (const end of ends) end('unknown', history.violations)
    })
  if (answer !== 'unknown' && ![200, 303, 403, 429, 503].includes(answer.status))
    history.violations.add('broken answer', `${answer.status} to assigning ${request.length} requests`)
}

/** Moves the appointment, or gives a new time to a patient whose clinic was closed. */
async function giveNewTime(desk: Desk, row: Row | undefined): Promise<void> {
  if (!row) return
  const path = `/staff/requests/${row.id}/new-time`
  const chosen = await chooseTime(desk, path)
  if (chosen)
    await doOne(
      desk,
      row,
      { page: '/new-time', step: 'done', action: 'moved', chosen: chosen.slotId },
      chosen.fields,
    )
}

/** Chooses one of the times that a page offers. Returns the fields of the page after it, which asks to check. */
export async function chooseTime(
  { browser, random }: Desk,
  path: string,
): Promise<{ slotId: string; fields: Fields } | undefined> {
  const page = await browser.read(path)
  const times = choices(page.body, 'slotId')
  if (page.status !== 200 || times.length === 0) return undefined
  // The earliest is preferred, so that people compete for it.
  const slotId = random.chance(0.6) ? String(times[0]) : random.one(times)
  const check = await browser.answer(path, { ...hiddenFields(page.body), slotId })
  const fields = hiddenFields(check.body)
  return check.status === 200 && fields.timeSeen ? { slotId, fields } : undefined
}
