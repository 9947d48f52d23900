import type { Request } from 'express'
import { z } from 'zod'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { MAX_TEXT_LENGTH } from '../../../shared/staff-text.ts'
import { type FormFault, freeText, requiredText } from '../../../web/forms.ts'
import type { Colleague } from '../../staff/staff.ts'
import { type Clinic, listClinics } from '../../worklist/worklist.ts'
import { MEDIA, PERMISSION_TO_DO, REASONS_OF, type RuleContent, type RuleEvent } from '../rule.ts'

const MAX_NAME = 80
const MAX_DAYS = 365
const DAYS_FAULT = `The number of days must be a whole number from 0 to ${MAX_DAYS}`

/** What a rule can choose from at a trust. */
export interface Choices {
  clinics: Clinic[]
  colleagues: Colleague[]
}

export async function choicesOf(
  { database, staff }: Services,
  { actor }: Request,
  event: RuleEvent,
): Promise<Choices> {
  requireStaffPermission(actor, 'manage-rules')
  return {
    clinics: await listClinics(database, actor.trustOdsCode),
    colleagues: await staff.colleagues(actor.trustOdsCode, PERMISSION_TO_DO[event]),
  }
}

/** The fields of the form of a rule for an event. Beside them a page has hidden ones of its own. */
export function ruleFields(event: RuleEvent, { clinics, colleagues }: Choices) {
  return {
    name: requiredText(MAX_NAME, 'Enter a name for the rule', 'The name'),
    clinics: anyOf(
      clinics.map(({ id }) => id),
      'Select clinics of your trust',
    ),
    media: anyOf(MEDIA, 'Select how the patient is seen'),
    days: z
      .string({ error: DAYS_FAULT })
      .trim()
      .refine(text => /^\d{0,3}$/.test(text) && Number(text) <= MAX_DAYS, DAYS_FAULT)
      .transform(text => (text === '' ? null : Number(text))),
    reasons: anyOf(REASONS_OF[event], 'Select reasons that patients can give'),
    assignee: z
      .enum(['', ...colleagues.map(({ id }) => id)], { error: 'Select a colleague from the list, or no one' })
      .default('')
      .transform(id => id || null),
    urgent: z.enum(['yes'], { error: 'Select whether it is urgent' }).optional(),
    note: freeText(MAX_TEXT_LENGTH, noteTooLong),
  }
}

type Answers = z.output<z.ZodObject<ReturnType<typeof ruleFields>>>

/** What was entered as a rule keeps it; undefined if the rule would do nothing. */
export function contentOf(answers: Answers): RuleContent | undefined {
  const { assignee, clinics: clinicIds, days: withinDays, media, name, reasons } = answers
  const actions = { assignee, urgent: answers.urgent === 'yes', note: answers.note || null }
  if (assignee === null && !actions.urgent && actions.note === null) return undefined
  return { name, conditions: { clinicIds, media, withinDays, reasons }, actions }
}

/** The fault of a rule without actions. */
export const DOES_NOTHING: FormFault = {
  text: 'Choose at least one thing that the rule does',
  href: '#assignee',
}

/** As the fields of the form hold it. */
export interface Entered {
  name: string
  clinics: readonly string[]
  media: readonly string[]
  days: string
  reasons: readonly string[]
  assignee: string
  urgent: boolean
  note: string
}

export function enteredIn(body: Record<string, unknown>): Entered {
  const text = (name: string) => String(body[name] ?? '')
  const list = (name: string) => [body[name] ?? []].flat().map(String)
  return {
    name: text('name'),
    clinics: list('clinics'),
    media: list('media'),
    days: text('days'),
    reasons: list('reasons'),
    assignee: text('assignee'),
    urgent: text('urgent') === 'yes',
    note: text('note'),
  }
}

export function asEntered({ name, conditions, actions }: RuleContent): Entered {
  return {
    name,
    clinics: conditions.clinicIds,
    media: conditions.media,
    days: String(conditions.withinDays ?? ''),
    reasons: conditions.reasons,
    assignee: actions.assignee ?? '',
    urgent: actions.urgent,
    note: actions.note ?? '',
  }
}

/** The answers to checkboxes of which none need be ticked. A browser sends a string when only one is. */
function anyOf(values: readonly string[], fault: string) {
  return z.preprocess(
    sent => [sent ?? []].flat(),
    z
      .array(z.enum(values as [string, ...string[]], { error: fault }), { error: fault })
      .max(values.length, fault)
      .transform(chosen => [...new Set(chosen)]),
  )
}

function noteTooLong(length: number): string {
  return `The note must be ${MAX_TEXT_LENGTH} characters or less. You have written ${length}.`
}
