import assert from 'node:assert/strict'
import { describe, type TestContext, test } from 'node:test'
import type { Response, Test } from 'supertest'
import { someone } from '../features/appointments/support.ts'
import { answerOf, pressContinue } from '../features/log-in/support.ts'
import { aPatient } from '../support/builders.ts'
import { hiddenFields } from '../support/page.ts'
import { newPerson } from '../support/person.ts'
import { TestPortal } from '../support/portal.ts'
import { RedisProxy, noRedis as skip, TestRedis } from '../support/redis.ts'
import { cookieOf, withCookie } from '../support/session-cookie.ts'
import { until } from '../support/time/until.ts'

/** Redis fails just before the first command of a request, then before the second, and so on to the last. */

const LIST = '/patient-portal/appointments'

interface Surroundings {
  redis: TestRedis
  proxy: RedisProxy
  portal: TestPortal
  person: ReturnType<typeof newPerson>
}

async function aPortalOnRedis(t: TestContext): Promise<Surroundings> {
  const redis = await TestRedis.start()
  const proxy = await RedisProxy.start(redis)
  const portal = await TestPortal.start({ redisUrl: proxy.url })
  t.after(async () => {
    await portal.close()
    proxy.close()
    await redis.close()
  })
  const person = newPerson()
  await aPatient(portal.database, person)
  return { redis, proxy, portal, person }
}

interface Way {
  fail(surroundings: Surroundings): void
  repair(surroundings: Surroundings): Promise<void>
}

const ways: Record<string, Way> = {
  'cut off': { fail: ({ proxy }) => proxy.cut(), repair: async () => {} },
  frozen: { fail: ({ redis }) => redis.freeze(), repair: async ({ redis }) => redis.thaw() },
  dead: {
    fail: ({ redis }) => redis.kill(),
    async repair({ redis }) {
      await redis.die()
      await redis.start()
    },
  },
}

interface Step {
  /** Where Redis fails: 1 is the first command of what is done next. */
  at: number
  failed: boolean
}

/** Does what `prepare` leads up to, with a failure at each of its commands. */
async function atEachCommand<Ready>(
  surroundings: Surroundings,
  { fail, repair }: Way,
  prepare: () => Promise<Ready>,
  act: (ready: Ready) => Promise<Response>,
  judge: (ready: Ready, answer: Response, step: Step) => Promise<void>,
): Promise<void> {
  const { portal, proxy } = surroundings
  for (let at = 1; ; at++) {
    const step = { at, failed: false }
    await sessionsAreKept(portal)
    const ready = await prepare()
    proxy.beforeCommand(at, () => {
      step.failed = true
      fail(surroundings)
    })
    const answer = await act(ready)
    if (!step.failed) {
      proxy.beforeCommand(0, () => {})
      return judge(ready, answer, step)
    }
    await repair(surroundings)
    await sessionsAreKept(portal)
    await judge(ready, answer, step)
  }
}

let asked = 0

const anotherAddress = () => `10.1.${asked >> 8}.${asked++ & 255}`

/** The first request from an address is counted in Redis at once, so that counting is a step at which Redis can fail. */
const fromElsewhere = (request: Test) => request.set('X-Forwarded-For', anotherAddress())

/** A log-in is started only when its session could be stored. Each is from another address, since they are limited. */
function sessionsAreKept(portal: TestPortal): Promise<void> {
  return until('sessions', async () => {
    const browser = portal.browser(anotherAddress())
    return (await browser.get('/patient-portal/log-in/start')).status === 303
  })
}

/** All at once, because what takes long is waiting for a Redis that is silent. */
describe('Redis fails at each of its commands', { concurrency: true }, () => {
  for (const [name, way] of Object.entries(ways)) {
    test(`with Redis ${name} at any step of a log-in, only a person who is logged in is sent on`, {
      skip,
    }, async t => {
      const them = await aPortalOnRedis(t)
      const { portal, person } = them
      let refused = 0
      await atEachCommand(
        them,
        way,
        async () => {
          portal.nhsLogin.person = person
          const browser = portal.browser()
          return { browser, callback: await answerOf(portal, await pressContinue(browser)) }
        },
        async ({ browser, callback }) => fromElsewhere(browser.get(callback)),
        async ({ browser }, { status, headers }, { failed }) => {
          const shown = await browser.get(LIST)
          if (status === 503) {
            refused++
            assert.equal(shown.status, 303, 'after the page about a failure they are not logged in')
          } else {
            assert.equal(headers.location, '/patient-portal')
            // What a dead Redis held is lost: they are asked to log in again.
            assert.equal(shown.status, failed && name === 'dead' ? 303 : 200)
          }
        },
      )
      assert.ok(refused >= 4, `refused at ${refused} steps`)
    })

    test(`with Redis ${name} at any step of a log-out, it never says so of a session that lives`, {
      skip,
    }, async t => {
      const them = await aPortalOnRedis(t)
      const { portal, person } = them
      let refused = 0
      await atEachCommand(
        them,
        way,
        async () => {
          const browser = await portal.logIn(person)
          const { text } = await browser.get('/patient-portal/log-out').expect(200)
          return { browser, fields: hiddenFields(text), cookie: cookieOf(browser) }
        },
        async ({ browser, fields }) =>
          fromElsewhere(browser.post('/patient-portal/log-out').type('form').send(fields)),
        async ({ browser, cookie }, { status }, { failed }) => {
          assert.ok(status === 303 || (failed && status === 503))
          if (status === 503) refused++
          const { headers } = await browser.get('/patient-portal/log-out')
          if (status === 303 || headers.location) await withCookie(portal, cookie).expect(303)
          else assert.equal(cookieOf(browser), cookie, 'they can still log out')
        },
      )
      assert.ok(refused >= 3, `refused at ${refused} steps`)
    })

    test(`with Redis ${name} at any step of an answer, a patient is sent on only if it is kept`, {
      skip,
    }, async t => {
      const them = await aPortalOnRedis(t)
      const { portal } = them
      const { address, person: patient } = await someone(portal)
      let refused = 0
      await atEachCommand(
        them,
        way,
        async () => {
          const browser = await portal.logIn(patient)
          const { text } = await browser.get(`${address}/cancel`).expect(200)
          return { browser, fields: { ...hiddenFields(text), reason: 'other' } }
        },
        async ({ browser, fields }) =>
          fromElsewhere(browser.post(`${address}/cancel`).type('form').send(fields)),
        async ({ browser }, { status, headers }, { failed }) => {
          if (status === 503) return void refused++
          assert.equal(headers.location, `${address}/cancel/confirm`)
          const next = await browser.get(headers.location)
          assert.equal(next.status, failed && name === 'dead' ? 303 : 200)
        },
      )
      assert.ok(refused >= 2, `refused at ${refused} steps`)
    })
  }
})
