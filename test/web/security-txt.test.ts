import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { ConfigError, loadConfig } from '../../src/config/config.ts'
import { TestPortal } from '../support/portal.ts'

const ADDRESS = '/.well-known/security.txt'
const TWO_LINES = 'https://trust.example/a\nPolicy: x'

const plain = await TestPortal.start()
const settled = await TestPortal.start({
  security: loadConfig({
    SECURITY_CONTACT: 'mailto:security@trust.example',
    SECURITY_POLICY: 'https://trust.example/report-a-weakness',
  }).security,
})
after(() => Promise.all([plain.close(), settled.close()]))

/** The fields of the file, each of which stands once. */
async function fieldsOf(portal: TestPortal): Promise<Record<string, string>> {
  const { headers, text } = await portal.browser().get(ADDRESS).expect(200)
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  assert.match(text, /^([A-Z][A-Za-z-]+: \S+\n)+$/)
  const fields = text.trim().split('\n')
  const found = Object.fromEntries(fields.map(field => field.split(/: (.*)/).slice(0, 2)))
  assert.equal(Object.keys(found).length, fields.length)
  return found
}

test('anyone may read where to report a weakness, as the settings say it', async () => {
  const { Expires: _, ...fields } = await fieldsOf(settled)
  assert.deepEqual(fields, {
    Contact: 'mailto:security@trust.example',
    'Preferred-Languages': 'en',
    Policy: 'https://trust.example/report-a-weakness',
  })
})

test('without those settings it leads to the contact page, which is there', async () => {
  const { Contact: contact = '', Policy: policy } = await fieldsOf(plain)
  const { origin, pathname } = new URL(contact)
  assert.equal(origin, plain.url)
  await plain.browser().get(pathname).expect(200)
  assert.equal(policy, undefined)
})

test('it is never out of date, and never valid for a year', async () => {
  for (const days of [0, 400, 4000]) {
    plain.clock.pass({ hours: 24 * days })
    const expires = Temporal.Instant.from((await fieldsOf(plain)).Expires ?? '')
    const left = expires.since(plain.clock.now()).total('hours')
    assert.ok(left > 24 * 30 && left < 24 * 365, `${left} hours`)
  }
})

for (const [name, values] of Object.entries({
  SECURITY_CONTACT: ['security@trust.example', 'http://trust.example/', 'javascript:alert(1)', TWO_LINES],
  SECURITY_POLICY: ['policy', 'http://trust.example/', 'mailto:security@trust.example'],
}))
  test(`${name} that is not of its kind is refused`, () => {
    for (const value of values)
      assert.throws(
        () => loadConfig({ [name]: value }),
        (error: Error) => error instanceof ConfigError && error.message.includes(`  ${name}: `),
      )
  })
