import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import type { Response } from 'supertest'
import { aPortal } from '../features/appointments/support.ts'
import { everythingKept } from './everything-kept.ts'
import { fromEverywhere } from './from-everywhere.ts'
import { type RunningRoute, routesOf } from './running-app.ts'
import { type Method, send, theOwner, VISITORS, type Visit } from './visitors.ts'

/**
 * Who meets what where: access.txt says it for every route, method and visitor, and the running app is held to it.
 * A cell is a status, or `>` and where the visitor is sent.
 */

const portal = fromEverywhere(await aPortal({ trustProxy: 1 }))
after(() => portal.close())
const routes = await routesOf(portal)

const [heads = '', ...lines] = readFileSync(new URL('access.txt', import.meta.url), 'utf8')
  .trim()
  .split('\n')
const columns = heads.split(/\s+/).slice(2)
const table = new Map(
  lines.filter(Boolean).map(line => {
    const [address = '', method = '', ...cells] = line.split(/\s+/)
    return [`${address} ${method}`, cells]
  }),
)

/** `other` stands for the methods no page knows. */
const METHODS: Record<string, Method[]> = {
  GET: ['get', 'head'],
  other: ['put', 'patch', 'delete'],
  POST: ['post'],
}

test('the table has a row for every route and method, and none for a route that is no more', () => {
  const running = routes.flatMap(({ address }) => Object.keys(METHODS).map(each => `${address} ${each}`))
  assert.deepEqual([...table.keys()].toSorted(), running.toSorted())
})

test('the table has a column for every visitor', () => {
  assert.deepEqual(columns, Object.keys(VISITORS))
})

for (const route of routes)
  test(`everybody meets at ${route.address} what the table says, and only what its owner sends changes anything`, async () => {
    const met: Record<string, string[]> = { GET: [], other: [], POST: [] }
    const theirs = await theOwner(portal, route)
    for (const [visitor, way] of Object.entries(VISITORS)) {
      const visit = await way(portal, route, theirs)
      const before = await everythingKept(portal.database)
      for (const [kind, methods] of Object.entries(METHODS)) {
        met[kind]?.push(await meets(visit, methods))
        if (visitor !== 'owner' || kind !== 'POST')
          assert.equal(await everythingKept(portal.database), before, `${visitor} ${kind} changed something`)
      }
    }
    await portal.database('session').delete()
    const rows = Object.entries(met).map(([kind, cells]) => row(route, kind, cells))
    const expected = Object.keys(met).map(kind => row(route, kind, table.get(`${route.address} ${kind}`)))
    assert.equal(rows.join('\n'), expected.join('\n'))
  })

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

/** Where a redirect leads: the last word of the address, or what stands there instead of a word. */
function outcomeOf({ headers, status }: Response): string {
  const location = headers.location === undefined ? undefined : String(headers.location)
  if (location === undefined) return String(status)
  assert.equal(status, 303)
  if (location.startsWith(`${portal.nhsLogin.issuer}/`)) return '>nhs-login'
  const last = location.slice(location.lastIndexOf('/') + 1)
  return `>${/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(last) ? 'appointment' : last}`
}

function row({ address }: RunningRoute, kind: string, cells: string[] = []): string {
  return [`${address} ${kind}`, ...cells.map((cell, index) => `${columns[index]}: ${cell}`)].join('\n')
}
