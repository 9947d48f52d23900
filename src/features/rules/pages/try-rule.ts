import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Rule, Trial } from '../rules.ts'
import { type NamedRule, namer } from './in-words.ts'
import { choicesOf } from './rule-form.ts'

interface Shown {
  rule: NamedRule<Rule>
  trial: Trial
  /** Those where something happened, by name. */
  clinics: { name: string; happened: number; matched: number }[]
}

const view = viewWithoutPatient<Shown>('rules/try-rule')

/** On what of the last 30 days a rule would have acted. It counts only, and names no patient. */
export function tryRule(services: Services): StaffPage {
  return {
    permission: 'manage-rules',
    async show(request) {
      const { actor, params } = request
      const { acted: _acted, history: _history, ...rule } = await services.rules.find(actor, params.ruleId)
      const trial = await services.rules.try(actor, rule)
      const { clinics } = await choicesOf(services, request, rule.event)
      const named = await namer(services, request, [rule])
      return view({
        rule: named(rule, rule.event),
        trial,
        clinics: clinics.flatMap(({ id, name }) => {
          const counted = trial.byClinic.find(({ clinicId }) => clinicId === id)
          return counted ? [{ ...counted, name }] : []
        }),
      })
    },
  }
}
