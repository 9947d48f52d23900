import { z } from 'zod'
import { london } from '../../../shared/dates.ts'
import { isNhsNumber } from '../../../shared/nhs-number.ts'
import { readDate } from '../../../shared/read-date.ts'
import type { LetterKind } from '../letter.ts'
import { LetterRefused } from './refusal.ts'

/** A letter as the hospital describes it: a line of a manifest, or a row that the PAS adds. */
export interface ArrivingLetter {
  trustOdsCode: string
  /** The hospital's own id. */
  sourceId: string
  nhsNumber: string
  /** CCYY-MM-DD. */
  dateOfBirth: string | undefined
  /** Undefined: it is only withdrawn. */
  description: LetterDescription | undefined
}

export interface LetterDescription {
  kind: LetterKind
  treatmentFunctionCode: string | null
  datedOn: Temporal.PlainDate
  appointmentPasId: string | null
  embargoedUntil: Temporal.Instant | null
  /** The hospital's id of the letter that it replaces. */
  supersedes: string | null
}

const id = z.string().regex(/^[^\p{Cc}]{1,100}$/u)
const date = z.string().transform((text, context) => readDate(text) ?? fault(context))
/** In full, or a day, which begins in London. */
const instant = z.string().transform((text, context) => {
  const day = readDate(text)
  if (day) return day.toZonedDateTime(london).toInstant()
  try {
    return Temporal.Instant.from(text)
  } catch {
    return fault(context)
  }
})

/** The fields of a manifest. What is absent or empty is not given. */
const record = z.strictObject({
  id,
  trust: z.string().regex(/^[A-Z0-9]{2,6}$/),
  nhs_number: z
    .string()
    .transform(text => text.replaceAll(' ', ''))
    .refine(isNhsNumber),
  date_of_birth: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d$/)
    .optional(),
  kind: z.enum(['referral', 'scheduling', 'outcome', 'update']).optional(),
  specialty: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  date: date.optional(),
  file: z.string().min(1).max(500).optional(),
  html: z.string().min(1).max(500).optional(),
  appointment: z.string().min(1).max(50).optional(),
  embargoed_until: instant.optional(),
  supersedes: id.optional(),
  withdrawn: z.enum(['true', 'false']).optional(),
})

/** The names of the files in a manifest. */
export interface FileNames {
  file: string
  html: string | undefined
}

export type GivenFields = Record<string, unknown>

/** Throws {@link LetterRefused} with the name of the first field that is wrong. */
export function readArrivingLetter(given: GivenFields): {
  letter: ArrivingLetter
  names: FileNames | undefined
} {
  const fields = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  )
  const { data, error } = record.safeParse(fields)
  if (!data) throw new LetterRefused('wrong-field', nameOf(error.issues[0]))
  const { nhs_number: nhsNumber, date_of_birth: dateOfBirth } = data
  const letter = { trustOdsCode: data.trust, sourceId: data.id, nhsNumber, dateOfBirth }
  if (data.withdrawn === 'true') return { letter: { ...letter, description: undefined }, names: undefined }
  for (const name of ['kind', 'date', 'file'] as const)
    if (data[name] === undefined) throw new LetterRefused('wrong-field', name)
  if (data.supersedes === data.id) throw new LetterRefused('wrong-field', 'supersedes')
  const description = {
    kind: data.kind as LetterKind,
    treatmentFunctionCode: data.specialty ?? null,
    datedOn: data.date as Temporal.PlainDate,
    appointmentPasId: data.appointment ?? null,
    embargoedUntil: data.embargoed_until ?? null,
    supersedes: data.supersedes ?? null,
  }
  return { letter: { ...letter, description }, names: { file: data.file ?? '', html: data.html } }
}

/** Only the names of our own fields: the hospital's might be anything. */
function nameOf(issue: z.core.$ZodIssue | undefined): string {
  return String(issue?.path[0] ?? 'a field that is not known')
}

function fault(context: z.RefinementCtx): never {
  context.addIssue('not of its form')
  return z.NEVER
}
