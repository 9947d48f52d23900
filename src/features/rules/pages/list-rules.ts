import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { MAX_RULES, type Rule } from '../rules.ts'
import { type NamedRule, namer } from './in-words.ts'

const view = viewWithoutPatient<{ rules: NamedRule<Rule>[]; isFull: boolean }>('rules/list-rules')

/** The rules of the trust, in the order in which they act, and what each does. */
export function listRules(services: Services): StaffPage {
  return {
    permission: 'manage-rules',
    async show(request) {
      const rules = await services.rules.list(request.actor)
      const named = await namer(services, request, rules)
      return view({ rules: rules.map(rule => named(rule, rule.event)), isFull: rules.length >= MAX_RULES })
    },
  }
}
