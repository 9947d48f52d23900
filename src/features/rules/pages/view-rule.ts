import type { Request } from 'express'
import { z } from 'zod'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { Services } from '../../../services.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import type { RuleHistory, RuleInFull } from '../rules.ts'
import { type NamedRule, namer } from './in-words.ts'

const rules = z.strictObject({ version: z.coerce.number().int().positive(), on: z.enum(['yes', 'no']) })

interface Shown {
  rule: NamedRule<Omit<RuleInFull, 'history'>>
  history: (NamedRule<RuleHistory> & { by: string | undefined })[]
  changedMeanwhile: boolean
}

const view = viewWithoutPatient<Shown>('rules/view-rule')

/** One rule: what it does, and who changed what. Its form switches it on or off. */
export function viewRule(services: Services): StaffPage {
  return {
    permission: 'manage-rules',
    show: async request => view(await shown(request)),
    async submit(request) {
      const { version, on } = readOwnForm(rules, request.body)
      const id = String(request.params.ruleId)
      try {
        await services.rules.switch(request.actor, { id, version }, on === 'yes')
        return redirect(`/staff/rules/${id}`)
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error
        return view({ ...(await shown(request)), changedMeanwhile: true }, 409)
      }
    },
  }

  async function shown(request: Request): Promise<Shown> {
    const { history, ...rule } = await services.rules.find(request.actor, request.params.ruleId)
    const named = await namer(services, request, [rule, ...history])
    const nameOf = await namesOfStaff(
      services.staff,
      history.map(({ staffUserId }) => staffUserId),
    )
    return {
      rule: named(rule, rule.event),
      history: history.map(each => ({ ...named(each, rule.event), by: nameOf(each.staffUserId) })),
      changedMeanwhile: false,
    }
  }
}
