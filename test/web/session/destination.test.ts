import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Feature } from '../../../src/features/feature.ts'
import { features } from '../../../src/features.ts'
import { openView } from '../../../src/web/outcome.ts'
import { someone } from '../../features/appointments/support.ts'
import { aPortal } from '../../support/portal.ts'

/** Where a tab is going while its patient logs in. */

const view = openView('help/contact')
const parking: Feature = {
  name: 'parking',
  switchable: true,
  patientPages: () => ({
    '/parking/:bay': { query: { level: /^\d$/ }, show: () => view() as never },
    '/parking': { show: () => view() as never },
  }),
}

const portal = await aPortal({}, [...features, parking])
after(() => portal.close())
const { address } = await someone(portal)
const LIST = '/patient-portal/appointments'
const DAYS = `${address}/reschedule/choose-day`
const TRACKING = 'from=nhsApp&trackingId=331ee04c-ce66-421c-80df-463a61d469de'

for (const [what, asked, kept] of [
  ['both lists have their pages', `${LIST}?upcoming=3&past=2`, `${LIST}?upcoming=3&past=2`],
  ['the days are those after another', `${DAYS}?after=2026-07-01`, `${DAYS}?after=2026-07-01`],
  [
    'a feature declares its own',
    '/patient-portal/parking/north?level=2',
    '/patient-portal/parking/north?level=2',
  ],
  ['a value that the page would not read is dropped', `${LIST}?upcoming=0&past=Testcase`, LIST],
  ['a parameter of another page is dropped', `${LIST}?after=2026-07-01&level=2`, LIST],
  ['a page that declares none keeps none', '/patient-portal/parking?level=2', '/patient-portal/parking'],
  ['those of another page of the same beginning are dropped', `${address}?after=2026-07-01`, address],
] as const)
  test(`a log-in keeps the query parameters that a page declares: ${what}`, async () => {
    const { headers } = await portal.browser().get(asked).expect(303)
    assert.equal(headers.location, `/patient-portal/log-in?to=${encodeURIComponent(kept)}`)
  })

test('the parameters of the NHS App are kept on the way to a log-in, whatever the page', async () => {
  const page = await portal
    .browser()
    .get(`/patient-portal/log-in?to=${encodeURIComponent(`${DAYS}?${TRACKING}`)}`)
  assert.ok(page.text.includes(encodeURIComponent(`${DAYS}?${TRACKING}`)))
})
