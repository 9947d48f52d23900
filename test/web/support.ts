import type { Router } from 'express'
import type { Database } from '../../src/database/database.ts'
import { features } from '../../src/features.ts'
import { routes } from '../../src/routes.ts'
import type { Services } from '../../src/services.ts'
import {
  aboutToAsk,
  aboutToCancel,
  aboutToMove,
  answer,
  freeSlot,
  type LoggedInPatient,
  someoneLoggedIn,
} from '../features/appointments/support.ts'
import { auditedChanges } from '../support/audited.ts'
import { type Agent, hiddenFields, type TestPortal } from '../support/portal.ts'

export interface Route {
  /** As the feature's table has it, below /patient-portal. */
  address: string
  submits: boolean
}

/** Every page there is, read from the router itself, so that a new one is covered from its first day. */
export function everyRoute(): Route[] {
  return [...walk(routes({ clock: {}, patients: {}, rateLimits: {} } as unknown as Services, features))]
}

function* walk(router: Router): Generator<Route> {
  for (const { route, handle } of router.stack) {
    if (route) yield { address: route.path, submits: route.stack.some(({ method }) => method === 'post') }
    else if ('stack' in handle) yield* walk(handle as unknown as Router)
  }
}

/** What stands for each name in an address. */
export function pathOf({ address }: Route, appointmentId: string): string {
  const path = address.replaceAll(/:(\w+)/g, (_, name) => {
    const value = { appointmentId, problem: 'refused' }[String(name)]
    if (!value) throw new Error(`Say in test/web/support.ts what stands for :${name}`)
    return value
  })
  return `/patient-portal${path === '/' ? '' : path}`
}

export interface FilledIn {
  browser: Agent
  path: string
  fields: Record<string, string | string[]>
}

const asking = { trust: { cancel_how: 'request', reschedule_how: 'request' } }

async function questionOf(patient: LoggedInPatient, part: string, given: Record<string, string>) {
  const page = await patient.browser.get(`${patient.address}/${part}`).expect(200)
  return { ...hiddenFields(page.text), ...given }
}

/** For each form: someone who has come as far as its page, and what they would send. */
const forms: Record<string, (portal: TestPortal) => Promise<Omit<FilledIn, 'path'> & { id?: string }>> = {
  '/log-in': async portal => {
    const browser = portal.browser()
    return { browser, fields: hiddenFields((await browser.get('/patient-portal/log-in')).text) }
  },
  '/log-out': async portal => {
    const { browser } = await someoneLoggedIn(portal)
    return { browser, fields: hiddenFields((await browser.get('/patient-portal/log-out')).text) }
  },
  '/stay-logged-in': async portal => {
    const { browser } = await someoneLoggedIn(portal)
    return { browser, fields: hiddenFields((await browser.get('/patient-portal/log-out')).text) }
  },
  cancel: async portal => {
    const patient = await someoneLoggedIn(portal)
    return { ...patient, fields: await questionOf(patient, 'cancel', { reason: 'other' }) }
  },
  'cancel/confirm': async portal => {
    const patient = await someoneLoggedIn(portal)
    return { ...patient, fields: await aboutToCancel(patient) }
  },
  'reschedule/choose-day': async portal => {
    const { patient, day } = await withFreeTime(portal)
    return { ...patient, fields: await questionOf(patient, 'reschedule/choose-day', { day }) }
  },
  'reschedule/choose-time': async portal => {
    const { patient, day, slotId } = await withFreeTime(portal)
    await answer(patient.browser, `${patient.address}/reschedule/choose-day`, { day })
    return { ...patient, fields: await questionOf(patient, 'reschedule/choose-time', { slotId }) }
  },
  'reschedule/check-new-time': async portal => {
    const { patient, slotId } = await withFreeTime(portal)
    return { ...patient, fields: await aboutToMove(portal, patient, slotId) }
  },
  'reschedule/days': portal => asked(portal, 'days', { days: 'monday' }),
  'reschedule/times': portal => asked(portal, 'times', { times: 'morning' }),
  'reschedule/dates-to-avoid': portal => asked(portal, 'dates-to-avoid', { datesToAvoid: 'none' }),
  'reschedule/reason': portal => asked(portal, 'reason', { reason: 'ill' }),
  'reschedule/check-request': async portal => {
    const patient = await someoneLoggedIn(portal, asking)
    return { ...patient, fields: await aboutToAsk(patient) }
  },
}

async function withFreeTime(portal: TestPortal) {
  const patient = await someoneLoggedIn(portal)
  const slotId = await freeSlot(portal, patient, { days: 14 })
  const day = portal.clock
    .now()
    .add({ hours: 24 * 14 })
    .toZonedDateTimeISO('Europe/London')
    .toPlainDate()
  return { patient, slotId, day: day.toString() }
}

/** All four questions answered, and one of them open again. */
async function asked(portal: TestPortal, page: string, given: Record<string, string>) {
  const patient = await someoneLoggedIn(portal, asking)
  await aboutToAsk(patient)
  return { ...patient, fields: await questionOf(patient, `reschedule/${page}`, given) }
}

/** Someone who stands before this form, filled in so that it would succeed. */
export async function aFilledInForm(portal: TestPortal, route: Route): Promise<FilledIn> {
  const fillIn = forms[route.address.replace('/appointment/:appointmentId/', '')]
  if (!fillIn) throw new Error(`Say in test/web/support.ts how the form of ${route.address} is filled in`)
  const { browser, fields, id } = await fillIn(portal)
  return { browser, fields, path: pathOf(route, id ?? '') }
}

/** The status of a form that was accepted: it leads to a page, but for the one that a script sends. */
export function acceptedAs({ address }: Route): number {
  return address.endsWith('/stay-logged-in') ? 200 : 303
}

/** Everything in the database but the browsers' sessions, the counts of their requests, and that somebody looked. */
export async function contents(database: Database): Promise<string> {
  const tables: string[] = await database('sqlite_master')
    .where('type', 'table')
    .whereNotIn('name', ['session', 'rate_limit', 'audit_head', 'audit_log'])
    .whereRaw("name not like 'sqlite%'")
    .orderBy('name')
    .pluck('name')
  const rows: Record<string, unknown> = {
    changes: await auditedChanges(database).orderBy(['patient_id', 'place']),
  }
  for (const table of tables) rows[table] = await database(table).select().orderBy(1)
  return JSON.stringify(rows, null, 1)
}
