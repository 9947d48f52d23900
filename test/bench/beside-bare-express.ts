import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { systemClock } from '../../src/shared/clock.ts'
import { accessToken, identifier, idToken, SYSTEM } from '../fhir/support.ts'
import { PLATFORM } from '../support/portal.ts'
import { askAgain, type Load, opening, processorSeconds } from './load.ts'
import { World } from './world.ts'

/** One load for each turn, by the name of what was asked. */
export type Loads = Record<string, Load[]>

type Ask = (turn: number) => Promise<Load>

interface Options {
  seconds: number
  turns: number
  visitors?: number
  redisUrl?: string
}

export const BARE = 'bare Express'

/** Pages of the portal and a bare Express app, in turns, so that what else the machine does falls on all of them. */
export async function besideBareExpress({ seconds, turns, visitors = 240, redisUrl }: Options) {
  const world = await World.make(visitors, 1000, { each: 20, toCancel: turns * FORMS_EACH + FORMS_EACH })
  const bare = await startBareExpress()
  try {
    const url = await startPortal(world, redisUrl)
    await world.logInAll(url)
    const asks: Record<string, Ask> = {
      [BARE]: () => askAgain(bare.url, [{ path: '/', headers: { Cookie: bare.cookie } }], { seconds }),
      ...pages(world, url, seconds),
    }
    const loads: Loads = Object.fromEntries(Object.keys(asks).map(name => [name, []]))
    for (const ask of Object.values(asks)) await ask(turns)
    for (let turn = 0; turn < turns; turn++)
      for (const [name, ask] of Object.entries(asks)) loads[name]?.push(await ask(turn))
    return loads
  } finally {
    bare.stop()
    await world.close()
  }
}

function startPortal(world: World, redisUrl: string | undefined): Promise<string> {
  const { issuer } = world.nhsLogin
  const keysUrl = `${issuer}/.well-known/jwks.json`
  return world.startPortal(undefined, {
    redisUrl,
    // All requests come from one client here.
    aggregatorRequestsASecond: 100_000,
    aggregator: {
      accessTokens: { ...PLATFORM, keysUrl },
      idTokens: { issuer, audience: 'nhs-online', keysUrl },
    },
  })
}

function pages(world: World, url: string, seconds: number): Record<string, Ask> {
  const everyone = (path: (appointments: string[]) => string) => () =>
    askAgain(
      url,
      world.visitors.map(visitor => opening(visitor, path(visitor.appointments))),
      { seconds },
    )
  const loggedOut = (path: string) => () =>
    askAgain(
      url,
      world.visitors.map(({ address }) => ({ path, headers: { 'X-Forwarded-For': address, ...COMPRESSED } })),
      { seconds },
    )
  return {
    '/health/live': loggedOut('/health/live'),
    'a help page, logged out': loggedOut('/patient-portal/help/cookies'),
    'the same, logged in': everyone(() => '/patient-portal/help/cookies'),
    'the home page': everyone(() => '/patient-portal'),
    'the list of 20 appointments': everyone(() => '/patient-portal/appointments'),
    'the appointment page': everyone(([path = '']) => path),
    'the form that cancels': turn => sendForms(world, url, turn),
    'Get Appointments, 20 of them': () => askAsAggregator(world, url, seconds),
  }
}

const COMPRESSED = { 'Accept-Encoding': 'gzip, deflate, br' }

/** Forms that one patient sends in a turn. */
const FORMS_EACH = 4

/** Only the last form of each cancellation is measured. */
async function sendForms({ cancelling }: World, url: string, turn: number): Promise<Load> {
  const forms: (() => Promise<{ status: number }>)[] = []
  for (const visitor of cancelling)
    for (const path of visitor.appointments.slice(turn * FORMS_EACH, (turn + 1) * FORMS_EACH))
      forms.push(await visitor.askToCancel(url, path))
  const before = await processorSeconds(url)
  const began = performance.now()
  const took: number[] = []
  const sendNext = async (): Promise<void> => {
    for (let send = forms.pop(); send; send = forms.pop()) {
      const sentAt = performance.now()
      const { status } = await send()
      if (status !== 303) throw new Error(`The answer was ${status}`)
      took.push(performance.now() - sentAt)
    }
  }
  await Promise.all(Array.from({ length: 10 }, sendNext))
  const elapsed = (performance.now() - began) / 1000
  took.sort((one, other) => one - other)
  const at = (part: number) => took[Math.floor(took.length * part)] ?? Number.NaN
  return {
    perSecond: took.length / elapsed,
    p50: at(0.5),
    p99: at(0.99),
    cpu: (((await processorSeconds(url)) - before) / took.length) * 1000,
  }
}

async function askAsAggregator({ nhsLogin, visitors }: World, url: string, seconds: number): Promise<Load> {
  const issuing = { clock: systemClock, nhsLogin }
  const bearer = await accessToken(issuing)
  const requests = []
  for (const { address, person } of visitors)
    requests.push({
      path: `/FHIR/R4/Appointment?${identifier(`${SYSTEM}|${person.nhsNumber}`)}`,
      headers: {
        ...COMPRESSED,
        'X-Forwarded-For': address,
        Authorization: `Bearer ${bearer}`,
        'NHSD-ID-Token': await idToken(issuing, person),
        'X-Correlation-ID': crypto.randomUUID(),
      },
    })
  return askAgain(url, requests, { seconds })
}

async function startBareExpress(): Promise<{ url: string; cookie: string; stop(): void }> {
  const child = fork(fileURLToPath(new URL('bare-express.ts', import.meta.url)))
  const [port] = await once(child, 'message')
  const url = `http://localhost:${port}`
  const { headers } = await fetch(url)
  return { url, cookie: headers.get('set-cookie')?.split(';')[0] ?? '', stop: () => child.kill() }
}
