import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { BookingTeam } from '../features/worklist/support.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { aLoggedInStaffMember } from '../support/staff.ts'

/*
 * The statements that each page sends to the database, and so its round trips, begin and commit among them: on SQL
 * Server they cost more than anything the portal does. A page that needs another one needs it written here. Counters of
 * rate limits are written now and then, and not counted.
 */
const CEILINGS = {
  '/help/cookies': 2,
  '/': 12,
  '/appointments': 10,
  '/appointment/:id': 10,
  '/appointment/:id/calendar': 9,
  '/appointment/:id/cancel': 9,
  '/access-log': 10,
  '/log-out': 2,
}

let portal: TestPortal

before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

async function statementsOf(ask: () => PromiseLike<unknown>): Promise<string[]> {
  const statements: string[] = []
  const listen = ({ sql }: { sql: string }) => void (sql.includes('rate_limit') || statements.push(sql))
  portal.database.on('query', listen)
  await ask()
  portal.database.off('query', listen)
  return statements
}

for (const [page, ceiling] of Object.entries(CEILINGS))
  test(`${page} sends ${ceiling} statements to the database`, async () => {
    const { browser, id } = await someoneLoggedIn(portal)
    const address = `/patient-portal${page === '/' ? '' : page.replace(':id', id)}`
    // The first page after the log-in makes the token of the forms and starts the chain of the audit log.
    await browser.get(address).expect(200)
    const statements = await statementsOf(() => browser.get(address).expect(200))
    assert.equal(statements.length, ceiling, statements.join('\n'))
  })

test('the list of requests sends as many statements for 25 patients as for 2', async () => {
  const team = await BookingTeam.in(portal)
  const { browser } = await aLoggedInStaffMember(portal, { trust: team.trust })
  for (const patients of [2, 25]) {
    while ((await team.worklist.count(team.amal)).open < patients) await team.asked('cancel')
    await browser.get('/staff/requests').expect(200)
    const statements = await statementsOf(() => browser.get('/staff/requests').expect(200))
    assert.equal(statements.length, 12, statements.join('\n'))
  }
})

test('a page that anyone may open sends no statement', async () => {
  await portal.browser().get('/patient-portal/help/cookies').expect(200)
  const ask = () => portal.browser().get('/patient-portal/help/cookies').expect(200)
  assert.deepEqual(await statementsOf(ask), [])
})
