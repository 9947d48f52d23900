import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { enteredIn, readForm, withFaults } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import {
  answersAt,
  type ContactAnswers,
  contactDraft,
  keepContactAnswers,
  nextContactPage,
  withAnswers,
} from '../contact-answers.ts'

interface Question {
  /** The last part of the address. */
  page: string
  template: string
  /** The rules of its fields, which may depend on earlier answers. Their names do not. */
  fields(answers: ContactAnswers): z.ZodRawShape
}

interface Shown {
  given: Readonly<Record<string, unknown>>
  /** How the patient wants to be answered. */
  how: ContactAnswers['how']
  saved?: boolean
}

/** One question of a request to be contacted. */
export function contactQuestion(services: Services, { page, template, fields }: Question): PatientPage {
  const view = patientView<Shown>(template, {
    action: 'viewed-contact-request',
    subject: () => 'patient',
  })
  const names = Object.keys(fields({}))
  return {
    async show({ actor }) {
      const answers = await answersAt(services, actor, page)
      if ('redirectTo' in answers) return answers
      const { unsent, ...given } = answers
      const saved = names.some(name => unsent?.[name] !== undefined)
      return view({ given: { ...given, ...unsent }, how: answers.how, saved })
    },
    async submit({ actor, body }) {
      const before = await answersAt(services, actor, page)
      if ('redirectTo' in before) return before
      const { answers, faults } = readForm(z.strictObject(fields(before)), body)
      if (faults) return view(withFaults(faults, { given: body ?? {}, how: before.how }), 400)
      const all = withAnswers(before, answers as ContactAnswers)
      await services.drafts.save(actor, contactDraft, all)
      return redirect(nextContactPage(all))
    },
    keep: keepContactAnswers(services, ({ body }) => enteredIn(z.strictObject(fields({})), body)),
  }
}
