import { z } from 'zod'
import type { Services } from '../../../services.ts'
import type { Actor } from '../../../shared/actor.ts'
import { NotFound } from '../../../shared/errors.ts'
import { readOwnForm } from '../../../web/forms.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { LetterChoice } from '../letter-choice-store.ts'
import { listQuery } from './letter-filters.ts'

const PAGE = '/patient-portal/documents/by-post'

const view = patientView<{ choice: LetterChoice }>('letters/choose-letters-by-post', {
  action: 'viewed-letter-choice',
  subject: () => 'patient',
})

const rules = z.strictObject({ byPost: z.enum(['yes', 'no']), hospital: z.string().max(6) })

/**
 * Whether the patient gets letters of a trust by post as well. Only at trusts that let them choose; at the first of them,
 * if the address names none.
 */
export function chooseLettersByPost({ lettersByPost }: Services): PatientPage {
  const choiceAt = async (actor: Actor, hospital: unknown) => {
    const choices = await lettersByPost.choices(actor)
    const choice = choices.find(each => hospital === undefined || each.trustOdsCode === hospital)
    if (!choice) throw new NotFound()
    return choice
  }
  return {
    query: { hospital: listQuery.hospital },
    show: async ({ actor, query }) => view({ choice: await choiceAt(actor, query.hospital) }),
    async submit({ actor, body }) {
      const { byPost, hospital } = readOwnForm(rules, body)
      await lettersByPost.choose(actor, hospital, byPost === 'yes')
      return redirect(`${PAGE}?hospital=${hospital}`)
    },
  }
}
