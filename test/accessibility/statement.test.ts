import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { states } from '../../src/dev/catalogue/states.ts'
import examination from '../../src/features/help/last-examination.json' with { type: 'json' }
import { formatPlainDate } from '../../src/shared/dates.ts'
import { words } from '../support/page.ts'
import { TestPortal } from '../support/portal.ts'
import { checkNames } from './battery.ts'

/** The accessibility statement says what was examined, when, and no more. */

const portal = await TestPortal.start()
after(() => portal.close())
const { text } = await portal.browser().get('/patient-portal/help/accessibility').expect(200)
const said = words(text)

test('it names the checks that every state goes through, and no other', () => {
  assert.deepEqual(examination.checks, checkNames, 'run npm run evidence')
  for (const check of checkNames) assert.ok(text.includes(`<li>${check}</li>`), check)
})

test('it says when the last test was, which found nothing', () => {
  const testedOn = Temporal.PlainDate.from(examination.testedOn)
  const tomorrow = Temporal.Now.plainDateISO().add({ days: 1 })
  assert.ok(Temporal.PlainDate.compare(testedOn, tomorrow) <= 0)
  assert.ok(said.includes(`This website was last tested on ${formatPlainDate(testedOn)}`))
  assert.equal(examination.faults, 0)
})

test('a report is of the whole catalogue', () => {
  assert.ok(examination.states >= 0.9 * states.length, 'the catalogue has grown: run npm run evidence')
})
