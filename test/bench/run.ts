import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { noRedis, TestRedis } from '../support/redis.ts'
import { BARE, besideBareExpress, type Loads } from './beside-bare-express.ts'
import { type Load, openAppointments } from './load.ts'
import { pageAndFloor } from './page-and-floor.ts'
import { onThrottledPhone } from './phone.ts'
import { memoryOfSessions } from './sessions.ts'
import { overSizes } from './sizes.ts'
import { startUp } from './start-up.ts'
import { fullScans, overWorklists } from './worklist.ts'
import { World } from './world.ts'

/**
 * `npm run bench`: the performance figures, each beside its floor, in one run. `--appointments 10000,1000000` gives the
 * sizes of database; ten million take SQLite twenty minutes to make. `--requests 0:0,50000:5000000` gives numbers of open and
 * closed requests for staff's pages; `--keep folder` keeps these databases for the next run. `--only phone` runs one part.
 */
const values = asked()
const seconds = Number(values.seconds)
const turns = Number(values.turns)
const say = (line: string) => process.stdout.write(`${line}\n`)
const count = (number: number) => number.toLocaleString('en-GB')
const middle = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN
const inMiddle = (loads: Load[], what: keyof Load) => middle(loads.map(load => load[what]))

const PARTS: Record<string, () => Promise<void>> = {
  async floor() {
    const all = await pageAndFloor({ seconds, turns })
    for (const [name, loads] of Object.entries({
      'the appointment page': all.map(({ page }) => page),
      'its floor, the same middleware with a page that is ready': all.map(({ floor }) => floor),
    }))
      say(
        `${name}: ${inMiddle(loads, 'perSecond').toFixed(0)} a second, ${inMiddle(loads, 'cpu').toFixed(2)} ms of processor time each`,
      )
    const rates = all.map(({ page, floor }) => page.perSecond / floor.perSecond)
    const costs = all.map(({ page, floor }) => floor.cpu / page.cpu)
    say(
      `page to floor: ${middle(rates).toFixed(2)} by requests a second, ${middle(costs).toFixed(2)} by processor time`,
    )
    say('beside bare Express, sessions and limits in SQLite:')
    sayBeside(await besideBareExpress({ seconds, turns }))
    if (noRedis) {
      say(noRedis)
      return
    }
    const redis = await TestRedis.start()
    try {
      say('beside bare Express, sessions and limits in Redis:')
      sayBeside(await besideBareExpress({ seconds, turns, redisUrl: redis.url }))
    } finally {
      await redis.close()
    }
  },

  async rate() {
    const world = await World.make(120, 1000)
    try {
      const url = await world.startPortal()
      await world.logInAll(url)
      const { perSecond, p50, p99 } = await openRated(url, world)
      say(
        `asked for 200 appointment pages a second: ${perSecond.toFixed(0)} answered, p50 ${p50} ms, p99 ${p99} ms`,
      )
    } finally {
      await world.close()
    }
  },

  async start() {
    const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'))
    const { took, cpu } = await startUp({ DATABASE_URL: `sqlite:${join(folder, 'pas.sqlite')}` }, turns + 1)
    rmSync(folder, { recursive: true })
    say(
      `the demonstration from its start to its first page: ${took.toFixed(0)} ms, ${cpu} ms of processor time (the quickest of ${turns + 1})`,
    )
  },

  async sessions() {
    const { before, after } = await memoryOfSessions(Number(values.sessions))
    const [was, is] = [before, after].map(bytes => (bytes / 1e6).toFixed(0))
    say(`memory before and after ${count(Number(values.sessions))} sessions: ${was} MB and ${is} MB`)
  },

  async sizes() {
    const sizes = await overSizes(values.appointments.split(',').map(Number), { seconds, turns, say })
    const [least] = sizes
    for (const { appointments, loads, plan } of sizes) {
      const slower = middle(loads.map(({ cpu }, turn) => cpu / (least?.loads[turn]?.cpu ?? cpu)))
      say(
        `over ${count(appointments)} appointments: ${inMiddle(loads, 'perSecond').toFixed(0)} a second, ${inMiddle(loads, 'cpu').toFixed(2)} ms of processor time each, ${slower.toFixed(2)} times that of the least`,
      )
      if (appointments === sizes.at(-1)?.appointments) for (const step of plan) say(`  ${step}`)
    }
  },

  async worklist() {
    const sizes = values.requests.split(',').map(size => {
      const [open, closed] = size.split(':').map(Number)
      return { open: open ?? 0, closed: closed ?? 0 }
    })
    const all = await overWorklists(sizes, { turns, say, keep: values.keep })
    const [least] = all
    for (const { size, madeIn, asked } of all) {
      say(
        `staff's pages over ${count(size.open)} open and ${count(size.closed)} closed requests, made in ${madeIn.toFixed(0)} s:`,
      )
      for (const [index, { name, took, plan }] of asked.entries()) {
        const times = middle(took) / middle(least?.asked[index]?.took ?? took)
        say(`  ${name}: ${middle(took).toFixed(1)} ms, ${times.toFixed(1)} times that of the least`)
        if (size === all.at(-1)?.size) for (const step of plan) say(`    ${step}`)
        for (const step of fullScans({ name, plan })) {
          process.exitCode = 1
          say(`    READ FROM END TO END: ${step}`)
        }
      }
    }
  },

  async phone() {
    const world = await World.make(1, 100)
    try {
      const url = await world.startPortal()
      await world.logInAll(url)
      const [visitor] = world.visitors
      const { first, again } = await onThrottledPhone(
        url,
        visitor?.appointments[0] ?? '',
        visitor?.headers.Cookie ?? '',
      )
      for (const [name, visit] of Object.entries({ first, next: again }))
        say(
          `on a throttled phone, ${name} visit: text after ${visit.readable.toFixed(0)} ms, all after ${visit.loaded.toFixed(0)} ms, layout shift ${visit.shift}`,
        )
    } finally {
      await world.close()
    }
  },
}

if (values.only && !(values.only in PARTS)) misused(`There is no part called ${values.only}.`)
say(`${availableParallelism()} cores, Node ${process.version}, load before ${loadavg()[0]?.toFixed(1)}`)
for (const [name, part] of Object.entries(PARTS)) if (!values.only || values.only === name) await part()
say(`load after ${loadavg()[0]?.toFixed(1)}`)

function sayBeside(loads: Loads) {
  const bare = loads[BARE] ?? []
  for (const [name, each] of Object.entries(loads)) {
    const rates = each.map(({ perSecond }, turn) => perSecond / (bare[turn]?.perSecond ?? 0))
    const costs = each.map(({ cpu }, turn) => (bare[turn]?.cpu ?? 0) / cpu)
    say(
      `  ${name}: ${inMiddle(each, 'perSecond').toFixed(0)} a second, ${inMiddle(each, 'cpu').toFixed(3)} ms of processor time each; ` +
        `to bare Express ${middle(rates).toFixed(3)} by requests a second, ${middle(costs).toFixed(3)} by processor time`,
    )
  }
}

async function openRated(url: string, world: World) {
  await openAppointments(url, world.visitors, { seconds: 2 })
  return openAppointments(url, world.visitors, { seconds: seconds * 2, rate: 200 })
}

function asked() {
  const options = {
    appointments: { type: 'string', default: '10000,100000' },
    seconds: { type: 'string', default: '3' },
    turns: { type: 'string', default: '9' },
    sessions: { type: 'string', default: '10000' },
    requests: { type: 'string', default: '0:0,5000:50000' },
    keep: { type: 'string' },
    only: { type: 'string' },
  } as const
  try {
    return parseArgs({ options }).values
  } catch (error) {
    return misused((error as Error).message)
  }
}

function misused(why: string): never {
  process.stderr.write(
    `${why}\nUse: npm run bench -- [--only floor|rate|start|sessions|sizes|worklist|phone]`,
  )
  process.stderr.write(' [--appointments 10000,100000] [--seconds 3] [--turns 9] [--sessions 10000]')
  process.stderr.write(' [--requests 0:0,5000:50000 [--keep folder]]\n')
  process.exit(1)
}
