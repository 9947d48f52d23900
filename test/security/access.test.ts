import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Response } from 'supertest'
import { emptyTables } from '../support/database/dialects.ts'
import { aPortal, MONDAY } from '../support/portal.ts'
import type { Route } from '../support/routes/routes.ts'
import { runningRoutes } from '../support/routes/running-app.ts'
import { type Method, send, type Visit } from '../support/routes/send.ts'
import { isForStaff } from '../support/routes/visit.ts'
import { everythingKept } from './everything-kept.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { theOwner, VISITORS } from './visitors.ts'

/**
 * Who meets what where: access.txt says it for every method and visitor, by group of routes, or by route for one that is
 * like no other; the running app is held to it route by route. A cell is a status, or `>` and where the visitor is sent;
 * `shown` and `done` are what the route's fixture says that its page and its form are answered.
 */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())
const routes = await runningRoutes(portal)

const [heads = '', ...lines] = readFileSync(new URL('access.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const columns = heads.split(/\s+/).slice(2)
const table = new Map(
  lines.filter(Boolean).map(line => {
    const [group = '', method = '', ...cells] = line.split(/\s+/)
    return [`${group} ${method}`, cells]
  }),
)

/** `other` stands for the methods no page knows. */
const KINDS = ['GET', 'other', 'POST']

/** The rows of a route that stand in the table: its own, else those of its group. */
function rowNames(route: Route): string[] {
  const own = KINDS.map(kind => `${route.address} ${kind}`)
  return own.some(each => table.has(each)) ? own : KINDS.map(kind => `${groupOf(route)} ${kind}`)
}

function groupOf({ group, form, owned }: Route): string {
  if (!/^(open|patient|staff|staff-open)$/.test(group)) return group
  return `${group}-${owned ? 'owned-' : ''}${form ? 'form' : 'page'}`
}

test('the table has a row for every route and method, and none for a route that is no more', () => {
  const needed = routes.flatMap(route => rowNames(route).map(row => ({ row, address: route.address })))
  const without = needed.filter(({ row }) => !table.has(row))
  assert.deepEqual(without, [])
  const used = new Set(needed.map(({ row }) => row))
  // A group may wait for its first route.
  const left = [...table.keys()].filter(row => !used.has(row) && !/^(open|patient|staff)-[\w-]+ /.test(row))
  assert.deepEqual(left, [])
})

test('the table has a column for every visitor', () => {
  assert.deepEqual(columns, Object.keys(VISITORS))
})

for (const route of routes)
  test(`everybody meets at ${route.address} what the table says, and only what its owner sends changes anything`, async () => {
    // Some visitors let twelve hours pass, and appointments must not come nearer with each route.
    portal.clock.set(MONDAY)
    const met: Record<string, string[]> = { GET: [], other: [], POST: [] }
    const theirs = await theOwner(portal, route)
    for (const [visitor, way] of Object.entries(VISITORS)) {
      const visit = await way(portal, route, theirs)
      const except = mayLeaveUnsent(visitor, route) ? ['draft', 'questionnaire_answers'] : []
      const before = await everythingKept(portal.database, except)
      const changed = async () => (await everythingKept(portal.database, except)) !== before
      met.GET?.push(await meets(visit, ['get', 'head']))
      met.other?.push(await meets(visit, ['put', 'patch', 'delete']))
      if (mayChange(visitor, route))
        assert.ok(!(await changed()), `${visitor} changed something without a form`)
      met.POST?.push(await meets(visit, ['post']))
      if (!mayChange(visitor, route)) assert.ok(!(await changed()), `${visitor} changed something`)
    }
    await emptyTables(portal.database)
    const rows = Object.entries(met).map(([kind, cells]) => row(kind, cells))
    const expected = Object.keys(met).map((kind, index) => row(kind, expectedOf(route, index)))
    assert.equal(rows.join('\n'), expected.join('\n'))
  })

/**
 * The owner; and where nothing is owned, another patient, who does it for themselves. At a page for staff, those who are
 * logged in to it.
 */
function mayChange(visitor: string, route: Route): boolean {
  const { owned } = route
  const isOther = visitor === 'other-trust' || (visitor === 'other-role' && !route.permission)
  if (isForStaff(route)) return visitor === 'staff' || (isOther && !owned)
  return visitor === 'owner' || (visitor === 'another' && !owned)
}

/**
 * Those who have the cookie of the ended session and the seal of its page: what they entered is kept for the owner alone.
 * What that takes is in test/web/session/late-forms.test.ts.
 */
function mayLeaveUnsent(visitor: string, { form }: Route): boolean {
  return form?.keeps === true && ['idle-10m', 'after-12h', 'logged-out'].includes(visitor)
}

/** Each request is made in the session as it was when the visitor came. */
async function meets(visit: Visit, methods: Method[]): Promise<string> {
  const sessions = await portal.database('session').select()
  const outcomes = new Set<string>()
  for (const method of methods) {
    outcomes.add(outcomeOf(await send(portal, visit, method)))
    await portal.database('session').delete()
    await portal.database('session').insert(sessions)
  }
  return [...outcomes].join('|')
}

const AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where a redirect leads: the last word of its path, `:id` for any id. */
function outcomeOf({ headers, status }: Response): string {
  const location = headers.location === undefined ? undefined : String(headers.location)
  if (location === undefined) return String(status)
  assert.equal(status, 303)
  if (location.startsWith(`${portal.nhsLogin.issuer}/`)) return '>nhs-login'
  if (location.startsWith(`${portal.staffLogin.issuer}/`)) return '>staff-provider'
  const [path = ''] = location.split('?')
  return `>${path.slice(path.lastIndexOf('/') + 1).replace(AN_ID, ':id')}`
}

function expectedOf(route: Route, index: number): string[] | undefined {
  const row = rowNames(route)[index]
  return table.get(String(row))?.map(cell => {
    if (cell === 'shown') return String(route.answer ?? 200)
    return cell === 'done' ? String(route.form?.answer) : cell
  })
}

function row(kind: string, cells: string[] = []): string {
  return [kind, ...cells.map((cell, index) => `${columns[index]}: ${cell}`)].join('\n')
}
