import type { Owned } from '../../support/routes/fixture.ts'
import { BookingTeam } from '../worklist/support.ts'
import { aContent, RuleTeam } from './support.ts'

/** How the tests of every route make rules for the `ruleId` in an address. They belong to a trust. */
export const ownedRule: Owned = {
  async notForPatient(portal) {
    const elsewhere = new RuleTeam(await BookingTeam.in(portal))
    return [await elsewhere.add('booked', aContent('Off')), await elsewhere.on('booked', aContent('On'))]
  },

  async fuzzed(portal, _patient, text) {
    const at = new RuleTeam(await BookingTeam.in(portal))
    return at.add('asked-to-cancel', aContent(text.slice(0, 80), {}, { note: text.slice(0, 500) }))
  },

  changeMeanwhile: ({ database }, id) =>
    database('trust_rule').where({ id }).update({ on_since: '2026-01-01T00:00:00.000' }),
}
