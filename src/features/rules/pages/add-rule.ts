import { randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { z } from 'zod'
import { StaleVersion } from '../../../database/idempotent.ts'
import type { Services } from '../../../services.ts'
import { NotFound } from '../../../shared/errors.ts'
import { type FormFault, readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import { redirect, viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { RULE_EVENTS, type RuleEvent } from '../rule.ts'
import { MAX_RULES, TooManyRules } from '../rules.ts'
import {
  type Choices,
  choicesOf,
  contentOf,
  DOES_NOTHING,
  type Entered,
  enteredIn,
  ruleFields,
} from './rule-form.ts'

interface Shown extends Choices {
  event: RuleEvent
  entered: Entered
  hidden: { form: string }
  moreTime: boolean
}

const view = viewWithoutPatient<Shown>('rules/add-rule')

const TOO_MANY: FormFault = {
  text: `Your trust has ${MAX_RULES} rules, which is the most. Change one that is switched off instead`,
  href: '#name',
}
const SENT_BEFORE: FormFault = {
  text: 'This form has added a rule before. Go back to the rules to see it',
  href: '#name',
}

/** Adds a rule for the event in the address. It is off, so that it can be tried first. */
export function addRule(services: Services): StaffPage {
  return {
    permission: 'manage-rules',
    show: async request => view(await shown(request, randomUUID())),
    async submit(request) {
      const { actor, body } = request
      const page = await shown(request, String(body?.form))
      if (wantsToSave(body)) return view({ ...page, moreTime: true })
      const rules = z.strictObject({ ...ruleFields(page.event, page), form: z.guid() })
      const { answers, faults } = readForm(rules, body)
      if (faults) return view(withFaults(faults, page), 400)
      const content = contentOf(answers)
      if (!content) return view(withFaults([DOES_NOTHING], page), 400)
      try {
        const id = await services.rules.add(actor, answers.form, page.event, content)
        return redirect(`/staff/rules/${id}`)
      } catch (error) {
        if (error instanceof TooManyRules) return view(withFaults([TOO_MANY], page), 409)
        if (error instanceof StaleVersion) return view(withFaults([SENT_BEFORE], page), 409)
        throw error
      }
    },
  }

  async function shown(request: Request, form: string): Promise<Shown> {
    const event = RULE_EVENTS.find(each => each === request.params.event)
    if (!event) throw new NotFound()
    const choices = await choicesOf(services, request, event)
    return { ...choices, event, entered: enteredIn(request.body ?? {}), hidden: { form }, moreTime: false }
  }
}
