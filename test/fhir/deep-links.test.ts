import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { someone } from '../features/appointments/support.ts'
import { aPortal } from '../support/portal.ts'
import { extensionOf, LINK } from './extensions.ts'
import { ask } from './support.ts'

/** The links with which the NHS App opens an appointment. */

const { extSystemName } = loadConfig({ EXT_SYSTEM_NAME: 'leeds-teaching' })
const portal = await aPortal({ extSystemName })
after(() => portal.close())

test('each call has new links, and a correlation id that is not a GUID is not in them', async () => {
  const { person, id } = await someone(portal)
  const links = []
  for (const correlationId of ['A-NAME', 'A-NAME', '00000000-0000-4000-8000-00000000000A']) {
    const { body, headers } = await ask(portal, person, { correlationId })
    assert.equal(body.id, headers['x-correlation-id'])
    links.push(String(extensionOf(body.entry[0].resource, LINK)))
  }
  const ids = links.map(link => new URL(link).searchParams.get('trackingId') ?? '')
  assert.equal(new Set(ids).size, 3)
  for (const trackingId of ids) assert.match(trackingId, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  assert.equal(ids[2], '00000000-0000-4000-8000-00000000000a')
  for (const link of links) assert.ok(link.startsWith(`${portal.url}/patient-portal/appointment/${id}?`))
  for (const link of links) assert.equal(new URL(link).searchParams.get('extSystemName'), 'leeds-teaching')
})

test('the link opens exactly that appointment, only for its patient', async () => {
  const { person, id } = await someone(portal, { appointment: { title: 'Audiology' } })
  const { body } = await ask(portal, person)
  const link = new URL(String(extensionOf(body.entry[0].resource, LINK)))
  const browser = await portal.logIn(person)
  const added = await browser.get(link.pathname + link.search).expect(303)
  assert.equal(added.headers.location, `/patient-portal/appointment/${id}`)
  const page = await browser.get(String(added.headers.location)).expect(200)
  assert.match(page.text, /Audiology appointment/)
  const { person: other } = await someone(portal)
  await (await portal.logIn(other)).get(link.pathname).expect(404)
})
