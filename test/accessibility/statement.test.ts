import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { patientStates } from '../../src/dev/catalogue/states.ts'
import examination from '../../src/features/help/last-examination.json' with { type: 'json' }
import { formatPlainDate } from '../../src/shared/dates.ts'
import { words } from '../support/page.ts'
import { TestPortal } from '../support/portal.ts'
import { checkNames } from './battery.ts'
import { oneLine } from './checks/check.ts'
import { BACK_AND_FORWARD } from './evidence/engines/back-and-forward.ts'
import { engineChecks } from './evidence/engines/engine-checks.ts'
import { statesOfTemplates } from './evidence/engines/engines.ts'

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

test('it names what was looked at in each other browser, and claims no other browser', () => {
  const engines: readonly {
    name: string
    testedOn: string
    pages: number
    faults: number
    checks: string[]
  }[] = examination.engines
  const known = [...Object.values(engineChecks).flatMap(Object.keys), BACK_AND_FORWARD]
  for (const { checks, faults, name, pages, testedOn } of engines) {
    assert.deepEqual(
      checks.filter(each => !known.includes(each)),
      [],
      'run npm run evidence',
    )
    assert.equal(faults, 0)
    assert.ok(pages >= 0.9 * statesOfTemplates.length, 'the catalogue has grown: run npm run evidence')
    const date = formatPlainDate(Temporal.PlainDate.from(testedOn))
    const items = checks.map(each => `<li>${each}</li>`).join(' ')
    const sentence = `On ${date} the program also opened an example of every page in ${name}. There it looked at:`
    assert.ok(oneLine(text).includes(`<p>${sentence}</p> <ul> ${items}`), name)
  }
  assert.equal(text.split('an example of every page in').length - 1, engines.length)
})

test('a report is of the whole catalogue', () => {
  assert.ok(examination.states >= 0.9 * patientStates.length, 'the catalogue has grown: run npm run evidence')
})
