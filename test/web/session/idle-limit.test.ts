import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plainSql } from '../../support/database/dialects.ts'
import { aLoggedInPatient } from '../../support/person.ts'
import { type Agent, aPortal, type TestPortal } from '../../support/portal.ts'

/** The use of a session is written once a minute. What that does to the limit of ten minutes without use. */

const HOME = '/patient-portal'

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

const somebody = async () => (await aLoggedInPatient(portal)).browser

/** Opens the home page; returns the statements that wrote the session. */
async function writesOf(browser: Agent): Promise<string[]> {
  const writes: string[] = []
  const listen = ({ sql }: { sql: string }) =>
    void (/^(update|insert into) session/.test(plainSql(sql)) && writes.push(sql))
  portal.database.on('query', listen)
  await browser.get(HOME).expect(200)
  portal.database.off('query', listen)
  return writes
}

const secondsLeft = async (browser: Agent) => {
  const { text } = await browser.get(HOME).expect(200)
  return Number(/data-seconds-left="(\d+)"/.exec(text)?.[1])
}

const isLoggedIn = async (browser: Agent) => (await browser.get(HOME)).status === 200

test('pages within a minute write their session once, and one after it writes it again', async () => {
  const browser = await somebody()
  assert.equal((await writesOf(browser)).length, 1)
  for (let page = 0; page < 5; page++) {
    portal.clock.pass({ seconds: 11 })
    assert.deepEqual(await writesOf(browser), [])
  }
  portal.clock.pass({ seconds: 5 })
  assert.equal((await writesOf(browser)).length, 1)
})

test('a page says how long is left from the use that was written, to the second', async () => {
  const browser = await somebody()
  assert.equal(await secondsLeft(browser), 600)
  portal.clock.pass({ seconds: 59 })
  assert.equal(await secondsLeft(browser), 541)
  portal.clock.pass({ seconds: 540 })
  assert.ok(await isLoggedIn(browser))
  assert.equal(await secondsLeft(browser), 600)
})

test('a session ends between nine and ten minutes after its last use, never later', async () => {
  for (const lastUse of [0, 1, 30, 59, 60, 61, 119]) {
    const [early, late] = [await somebody(), await somebody()]
    for (const browser of [early, late]) await browser.get(HOME).expect(200)
    portal.clock.pass({ seconds: lastUse })
    for (const browser of [early, late]) await browser.get(HOME).expect(200)
    portal.clock.pass({ minutes: 9 })
    assert.ok(await isLoggedIn(early), `used after ${lastUse} seconds, and then for nine minutes not`)
    portal.clock.pass({ minutes: 1 })
    assert.ok(!(await isLoggedIn(late)), `used after ${lastUse} seconds, and then for ten minutes not`)
  }
})

test('when the clock was put back the next page starts the limit again', async () => {
  const browser = await somebody()
  await browser.get(HOME).expect(200)
  portal.clock.pass({ minutes: -30 })
  assert.equal(await secondsLeft(browser), 600)
  portal.clock.pass({ minutes: 10 })
  assert.ok(!(await isLoggedIn(browser)))
})
