import { setTimeout as wait } from 'node:timers/promises'
import supertest, { type Response } from 'supertest'
import type { Database } from '../../src/database/database.ts'
import { aClinic, anAppointment, aPatient, aTrust } from '../support/builders.ts'
import type { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { hiddenFields, logInLink, words } from '../support/page.ts'
import { newPerson } from '../support/person.ts'

/** Steady work for a portal, and what came of it. */
export interface Load {
  url: string
  over: boolean
  requests: number
  /** Every answer that should not have been. */
  failures: string[]
  /** The reference codes of pages that said "try again later", which was done. */
  refused: string[]
  /** The appointments whose cancellation was acknowledged. */
  cancelled: string[]
}

/** Milliseconds between two changes of one patient: as fast as the portal lets a person be. */
const PACE = 1200
const APPOINTMENTS = 100
/** Milliseconds. */
const PATIENCE = 120_000

type Ask = (method: 'get' | 'post', path: string, expected: number, form?: object) => Promise<Response>

function asking(load: Load): Ask {
  const agent = supertest.agent(load.url).redirects(0)
  return async (method, path, expected, form) => {
    for (;;) {
      load.requests++
      const asked = agent[method](path).timeout(PATIENCE)
      const answer = await (form ? asked.type('form').send(form) : asked).catch(error => ({
        status: String(error),
      }))
      const { 'x-balancer': why = '' } = (answer as Response).headers ?? {}
      const reference = answer.status === 503 && referenceOf(answer as Response)
      if (reference) {
        load.refused.push(reference)
        await wait(PACE)
        continue
      }
      if (answer.status !== expected)
        load.failures.push(`${method} ${path.replace(/[0-9a-f-]{36}/, ':id')}: ${answer.status} ${why}`)
      return answer as Response
    }
  }
}

function referenceOf({ text }: Response): string | undefined {
  return /\b[0-9a-f]{8}\b/.exec(words(text ?? ''))?.[0]
}

/** What a copy logs of a request that it refuses because the machine is busy: it is overloaded, or its database is. */
const BUSY = /load-shedding\.ts|"SQLITE_BUSY"|"KnexTimeoutError"/

/** The refused requests for which no log line names a busy machine. */
export function refusedForNoReason({ refused }: Load, printed: string): string[] {
  const lines = printed.split('\n').filter(line => line.includes('"request failed"'))
  return refused
    .map(reference => lines.find(line => line.includes(`"${reference}"`)) ?? `${reference} is not logged`)
    .filter(line => !BUSY.test(line))
}

/** A patient, logged in, with many appointments; answers how they cancel one after another until it is over. */
export async function aPatientAtWork(database: Database, nhsLogin: HostileNhsLogin, load: Load) {
  const person = newPerson()
  const patientId = await aPatient(database, person)
  const clinicId = await aClinic(database, { trust_ods_code: await aTrust(database) })
  const ids: string[] = []
  for (let index = 0; index < APPOINTMENTS; index++) {
    const when = { now: Temporal.Now.instant().round('minute'), in: { hours: 72 + index } }
    ids.push(await anAppointment(database, patientId, clinicId, when))
  }
  const ask = asking(load)
  nhsLogin.person = person
  const logIn = await ask('get', '/patient-portal/log-in', 200)
  const away = await ask('get', logInLink(logIn.text), 303)
  const { pathname, search } = await nhsLogin.answerTo(String(away.headers.location))
  await ask('get', pathname + search, 303)

  return async () => {
    for (const id of ids) {
      if (load.over) return
      const next = wait(PACE)
      await cancel(ask, id, load)
      await next
    }
  }
}

async function cancel(ask: Ask, id: string, load: Load): Promise<void> {
  const address = `/patient-portal/appointment/${id}/cancel`
  await ask('get', '/patient-portal/appointments', 200)
  const question = await ask('get', address, 200)
  await ask('post', address, 303, { ...hiddenFields(question.text ?? ''), reason: 'other' })
  const sure = await ask('get', `${address}/confirm`, 200)
  const done = await ask('post', `${address}/confirm`, 303, hiddenFields(sure.text ?? ''))
  if (done.headers?.location !== `${address}/received`) return
  load.cancelled.push(id)
  await ask('get', `${address}/received`, 200)
}

/** A visitor who is not a patient and reads one page again and again. */
export async function aReader(load: Load): Promise<void> {
  const ask = asking(load)
  while (!load.over) {
    await ask('get', '/patient-portal/help/contact', 200)
    await wait(50)
  }
}
