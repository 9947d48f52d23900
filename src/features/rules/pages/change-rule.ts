import type { Request } from 'express'
import { z } from 'zod'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { Services } from '../../../services.ts'
import { readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Rule } from '../rules.ts'
import {
  asEntered,
  type Choices,
  choicesOf,
  contentOf,
  DOES_NOTHING,
  type Entered,
  enteredIn,
  ruleFields,
} from './rule-form.ts'

interface Shown extends Choices {
  rule: Rule
  event: Rule['event']
  entered: Entered
  hidden: { version: number }
  moreTime: boolean
  /** A colleague has changed the rule since the form was opened. */
  changedMeanwhile: boolean
}

const view = viewWithoutPatient<Shown>('rules/change-rule')

/** Changes a rule, which makes its next version. */
export function changeRule(services: Services): StaffPage {
  return {
    permission: 'manage-rules',
    show: async request => view(await shown(request)),
    async submit(request) {
      const { actor, body } = request
      const page = await shown(request)
      if (wantsToSave(body)) return view({ ...page, moreTime: true })
      const version = z.coerce.number().int().positive()
      const rules = z.strictObject({ ...ruleFields(page.event, page), version })
      const { answers, faults } = readForm(rules, body)
      if (faults) return view(withFaults(faults, page), 400)
      const content = contentOf(answers)
      if (!content) return view(withFaults([DOES_NOTHING], page), 400)
      const { id } = page.rule
      try {
        await services.rules.change(actor, { id, version: answers.version }, content)
        return redirect(`/staff/rules/${id}`)
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error
        return view({ ...(await shown(request, true)), changedMeanwhile: true }, 409)
      }
    },
  }

  /** The form of a colleague who was second goes on with the newest version. */
  async function shown(request: Request, changedMeanwhile = false): Promise<Shown> {
    const { actor, body, params } = request
    const { acted: _acted, history: _history, ...rule } = await services.rules.find(actor, params.ruleId)
    const opened = Number(body?.version)
    return {
      ...(await choicesOf(services, request, rule.event)),
      rule,
      event: rule.event,
      entered: body ? enteredIn(body) : asEntered(rule),
      hidden: { version: changedMeanwhile || !Number.isSafeInteger(opened) ? rule.version : opened },
      moreTime: false,
      changedMeanwhile,
    }
  }
}
