import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { ownedRule } from './owned-rule.ts'
import { FILLED_IN, rulesAtWork } from './pages/support.ts'
import { aContent } from './support.ts'

/** An administrator, and a rule of their trust. */
async function anExample(portal: TestPortal): Promise<Example> {
  const { ada, at } = await rulesAtWork(portal)
  const ruleId = await at.add('asked-to-cancel', aContent('Short notice'))
  await at.team.asked('cancel')
  return { browser: ada, params: { ruleId } }
}

const list: RouteFixture = { group: 'staff', example: anExample }
const one: RouteFixture = { ...list, owned: { ruleId: ownedRule } }

export const staffRouteFixtures: RouteFixtures = {
  '/rules': list,
  '/rules/add/:event': {
    ...list,
    params: { event: 'asked-to-cancel' },
    form: { fields: () => FILLED_IN, answer: '>:id', changes: true, freeText: true },
  },
  '/rules/:ruleId': { ...one, form: { answer: '>:id', changes: true } },
  '/rules/:ruleId/change': {
    ...one,
    form: { fields: () => ({ ...FILLED_IN, note: 'Write' }), answer: '>:id', changes: true, freeText: true },
  },
  '/rules/:ruleId/try': one,
}
