import assert from 'node:assert/strict'
import { test } from 'node:test'
import express from 'express'
import supertest from 'supertest'
import type { Feature } from '../../src/features/feature.ts'
import { openView, redirect } from '../../src/web/outcome.ts'
import { faultsOf, withPlainPages } from '../support/routes/faults.ts'
import { openPage } from '../support/routes/fixture.ts'
import { pages, pagesOf } from '../support/routes/routes.ts'
import { runningRoutes } from '../support/routes/running-app.ts'

/** No page and no route goes untested for want of a fixture. */

const show = () => openView('help/contact')()
const form = { show, submit: () => redirect('/patient-portal') }
const letter = '/document/:letterId'

/** Pages of a feature that has none yet. */
const tables = { open: { '/how': { show } }, patient: { [letter]: { show }, '/write': form } }
const owned = {
  notForPatient: async () => [],
  fuzzed: async () => '1',
  changeMeanwhile: async () => undefined,
}
const page = { ...openPage, group: 'patient' } as const
const fixtures = {
  '/how': openPage,
  [letter]: { ...page, owned: { letterId: owned } },
  '/write': { ...page, form: { answer: 200 } },
}

test('a feature with a fixture for each of its pages has no faults', () => {
  assert.deepEqual(faultsOf(tables, fixtures), [])
})

const wrong: Record<string, [address: string, fixture: object | undefined]> = {
  '/how has no fixture': ['/how', undefined],
  '/write has no fixture': ['/write', undefined],
  '/gone has a fixture and is no page': ['/gone', openPage],
  '/write keeps what is entered and its fixture does not say so, or the other way round': [
    '/write',
    { ...page, form: { answer: 200, keeps: true } },
  ],
  '/how is for another group than its fixture says: open': ['/how', page],
  '/write can be sent: its fixture needs a form': ['/write', page],
  '/how cannot be sent: its fixture has a form': ['/how', { ...openPage, form: { answer: 200 } }],
  [`${letter} needs :letterId in the owned or the params of its fixture`]: [letter, page],
  '/how has no :letterId': ['/how', { ...openPage, owned: { letterId: owned } }],
}

for (const [fault, [address, fixture]] of Object.entries(wrong))
  test(`it is noticed that ${fault}`, () => {
    const { [address as '/how']: _, ...others } = fixtures
    const changed = fixture ? { ...others, [address]: fixture } : others
    assert.deepEqual(faultsOf(tables, changed as typeof fixtures), [fault])
  })

test('a page without a form can do with the plain page of its feature that has its names; a form cannot', () => {
  const plain = { ...page, owned: { letterId: owned } }
  const found = withPlainPages(tables, { '/how': openPage }, [page, plain])
  assert.deepEqual(Object.keys(found).toSorted(), [letter, '/how'])
  assert.equal(found[letter], plain)
  assert.equal(found['/how'], openPage, 'an entry of its own comes first')
  assert.deepEqual(faultsOf(tables, found), ['/write has no fixture'])
  assert.ok(faultsOf(tables, withPlainPages(tables, fixtures, [page])).length === 0)
})

test('a feature with pages and without fixtures fails by its name', async () => {
  const parking: Feature = { name: 'parking', switchable: true, openPages: () => ({ '/how': { show } }) }
  await assert.rejects(
    pagesOf(parking),
    /feature parking has pages and no test\/features\/parking\/route-fixtures\.ts/,
  )
})

test('a route of the running app without a fixture fails by its name, and so does a fixture without a route', async () => {
  const app = express()
  app.get('/health/live', (_request, response) => response.end())
  app.get('/stray', (_request, response) => response.end())
  const running = runningRoutes({ browser: () => supertest(app) as never })
  await assert.rejects(running, ({ message }) => {
    const faults = String(message).split('\n')
    assert.ok(faults.includes('/stray has no fixture'))
    for (const { address } of pages) assert.ok(faults.includes(`${address} is no route`), address)
    assert.ok(!faults.some(each => each.startsWith('/health/live ')))
    return true
  })
})
