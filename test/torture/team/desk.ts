import { setTimeout as wait } from 'node:timers/promises'
import type { Database } from '../../../src/database/database.ts'
import { hiddenFields } from '../../support/page.ts'
import type { Browser, Fields } from '../browser.ts'
import { retryBusy } from '../database/retry-busy.ts'
import type { History } from '../history.ts'
import type { Answer } from '../network.ts'
import type { Random } from '../random.ts'
import type { Loss } from '../tcp-proxy.ts'
import type { Town } from '../town.ts'
import type { Deed } from './deed.ts'

/** What a member of staff works with. */
export interface Desk {
  browser: Browser
  /** To choose among what is there; pages would take many more requests. */
  database: Database
  history: History
  random: Random
  town: Town
  trust: string
  userId: string
  /** Filled-in forms left open in other tabs. */
  kept: (() => Promise<void>)[]
}

export type Row = Record<string, string | number | null>

const TRIES = 20

/** The fields of the form at this address; undefined if the page leads elsewhere, because there is nothing to do. */
export async function openForm({ browser, history }: Desk, path: string): Promise<Fields | undefined> {
  const page = await browser.read(path)
  if (page.status === 303) return undefined
  if (page.status !== 200) history.violations.add('broken answer', `${page.status} to staff at ${path}`)
  const fields = hiddenFields(page.body)
  return fields._csrf === undefined ? undefined : fields
}

export function rowsOf(query: PromiseLike<Row[]>): Promise<Row[]> {
  return retryBusy(() => query)
}

/** One of these rows; undefined if there is none. */
export async function oneOf({ random }: Desk, query: PromiseLike<Row[]>): Promise<Row | undefined> {
  const rows = await rowsOf(query)
  return rows.length > 0 ? random.one(rows) : undefined
}

/**
 * Sends a form as people do: once, with a double click, again without an answer, or again after Back. `done`: where the
 * portal leads if it was accepted.
 */
export async function sendDeed(
  desk: Desk,
  deed: Deed,
  { path, fields, done }: { path: string; fields: Fields; done: string },
): Promise<void> {
  const once = (loss?: Loss) => sendOnce(desk, deed, { path, fields, done }, loss)
  const untilAnswered = async () => {
    for (let tries = 0; tries < TRIES && (await once()) === 'unknown'; tries++) await wait(50)
  }
  const how = desk.random.next()
  if (how < 0.15) await once(desk.random.chance(0.8) ? 'drop-answer' : 'cut-request')
  if (how < 0.3) await Promise.all([once(), once()])
  // Some do not try again.
  if (how > 0.05) await untilAnswered()
  if (deed.came === 'ok' && desk.random.chance(0.15)) await once()
}

async function sendOnce(
  { browser, history: { violations } }: Desk,
  deed: Deed,
  { path, fields, done }: { path: string; fields: Fields; done: string },
  loss?: Loss,
): Promise<'ok' | 'refused' | 'refused as changed' | 'unknown'> {
  const end = deed.begin()
  const answer = await browser.post(path, fields, loss).catch(error => {
    end('unknown', violations)
    throw error
  })
  const came = meaning(answer, done)
  if (came === 'unknown' && answer !== 'unknown' && answer.status < 500)
    violations.add('broken answer', `${answer.status} ${answer.location} to staff at the form ${path}`)
  end(came, violations)
  return came
}

function meaning(answer: Answer | 'unknown', done: string) {
  if (answer === 'unknown') return 'unknown'
  const { location, status } = answer
  if (status === 303 && location === done) return 'ok'
  if (status === 409) return 'refused as changed'
  // Too many forms, a form of an older session, or an expired session.
  const sentAway = status === 303 && /log-in|timed-out/.test(location)
  return status === 429 || status === 403 || sentAway ? 'refused' : 'unknown'
}

/** The user id of a colleague at the trust. */
export async function aColleague(desk: Desk, except: unknown = ''): Promise<string | undefined> {
  const { database, trust } = desk
  const posts = database('staff_post').where('trust_ods_code', trust).orderBy('user_id')
  return (await oneOf(desk, posts.whereNot('user_id', String(except))))?.user_id?.toString()
}
