import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acquireLease, failingSeconds, recordJobHealth } from '../../src/scheduling/lease-store.ts'
import { type JobResult, startLeasedJob } from '../../src/scheduling/leased-job.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { aWorker } from '../support/rounds.ts'
import { aMoment, until } from '../support/time/until.ts'

const now = Temporal.Instant.from('2026-06-15T09:00:00Z')
const name = 'reports'

onEachDatabase('a lease belongs to one worker until it ends, and that worker can renew it', async t => {
  const database = await aDatabase(t)
  const take = (holder: string, minutes: number) =>
    acquireLease(database, {
      name,
      holder,
      now: now.add({ minutes }),
      until: now.add({ minutes: minutes + 3 }),
    })
  assert.equal(await take('a', 0), true)
  assert.equal(await take('b', 1), false)
  assert.equal(await take('a', 2), true)
  assert.equal(await take('b', 4), false)
  assert.equal(await take('b', 5), true)
  assert.equal(await take('a', 6), false)
})

onEachDatabase('of many workers that begin at once, one gets the lease', async t => {
  const database = await aDatabase(t)
  const tries = Array.from({ length: 8 }, (_, worker) =>
    acquireLease(database, { name, holder: `w${worker}`, now, until: now.add({ minutes: 3 }) }),
  )
  assert.equal((await Promise.all(tries)).filter(Boolean).length, 1)
})

onEachDatabase('the time since when a job fails is known until it succeeds', async t => {
  const database = await aDatabase(t)
  await acquireLease(database, { name, holder: 'a', now, until: now })
  const after = (seconds: number) => now.add({ seconds })
  assert.deepEqual(await failingSeconds(database, now), { reports: 0 })
  await recordJobHealth(database, name, false, after(10))
  await recordJobHealth(database, name, false, after(20))
  assert.deepEqual(await failingSeconds(database, after(70)), { reports: 60 })
  await recordJobHealth(database, name, true, after(80))
  assert.deepEqual(await failingSeconds(database, after(90)), { reports: 0 })
})

test('two workers never work at once, and when one stops the other goes on', async t => {
  const database = await aDatabase(t)
  const { clock, log } = aWorker(database)
  let working = 0
  const done = { first: 0, second: 0 }
  const round = (who: keyof typeof done) => async (): Promise<JobResult> => {
    assert.equal(++working, 1)
    await aMoment(3)
    working--
    done[who]++
    return 'more'
  }
  const pace = { pauseBetween: 1, pauseWhenLeasedElsewhere: 2 }
  const first = startLeasedJob({ database, clock, log }, name, round('first'), pace)
  const second = startLeasedJob({ database, clock, log }, name, round('second'), pace)
  await until('one of them works', async () => done.first + done.second > 10)
  const [worker, others] = done.first > 0 ? [first, 'second' as const] : [second, 'first' as const]
  assert.equal(done[others], 0)
  await worker.stop()
  await until('the other works', async () => done[others] > 10)
  await Promise.all([first.stop(), second.stop()])
})

test('another worker gets the lease of a worker that died', async t => {
  const database = await aDatabase(t)
  const { clock, log } = aWorker(database)
  await acquireLease(database, {
    name,
    holder: 'dead',
    now: clock.now(),
    until: clock.now().add({ minutes: 3 }),
  })
  let rounds = 0
  const pace = { pauseWhenLeasedElsewhere: 2, pauseBetween: 2 }
  const living = startLeasedJob(
    { database, clock, log },
    name,
    async () => (rounds++ ? 'done' : 'more'),
    pace,
  )
  let statements = 0
  database.on('query', () => statements++)
  await until('it asked for the lease several times', () => statements > 10)
  assert.equal(rounds, 0)
  clock.pass({ minutes: 3 })
  await until('it gets the lease', async () => rounds > 0)
  await living.stop()
})

test('what fails is tried again, later each time, and no sooner than it was asked to be', async t => {
  const database = await aDatabase(t)
  const { clock, log, logged } = aWorker(database)
  const times: number[] = []
  const answers: (JobResult | Error)[] = [
    { failed: 'status-503' },
    new Error('9434765919'),
    { failed: 'status-503' },
    { failed: 'status-429', retryAfter: 300 },
    'more',
  ]
  const round = async () => {
    times.push(performance.now())
    const answer = answers.shift() ?? 'done'
    if (answer instanceof Error) throw answer
    return answer
  }
  const working = startLeasedJob({ database, clock, log }, name, round, { firstBackOff: 20, maxBackOff: 100 })
  await until('all were tried', async () => times.length === 6)
  await working.stop()
  const gaps = times.slice(1).map((time, place) => time - (times[place] ?? 0))
  for (const [place, least] of [14, 29, 59, 299, 49].entries())
    assert.ok((gaps[place] ?? 0) >= least, `${gaps}`)
  assert.equal(logged.filter(line => line.includes('job failed, will be retried')).length, 3)
  assert.ok(logged.every(line => !line.includes('9434765919')))
})
