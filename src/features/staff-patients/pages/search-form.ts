import { z } from 'zod'
import { isNhsNumber } from '../../../shared/nhs-number.ts'
import { freeText } from '../../../web/forms.ts'
import type { SearchTerms } from '../patient-search-store.ts'

/** Enough to tell names apart. The beginning of a longer name finds it too. */
const MAX_NAME_LENGTH = 100

const name = (what: string) =>
  freeText(MAX_NAME_LENGTH, () => `${what} must be ${MAX_NAME_LENGTH} characters or less`).transform(text =>
    text.replaceAll('\n', ' '),
  )

const number = z
  .string()
  .max(20, 'Enter a real date of birth')
  .transform(text => text.trim())

/** Without spaces and dashes; empty when nothing was entered. */
export const nhsNumberField = z
  .string({ error: 'Enter an NHS number with 10 digits' })
  .transform(text => text.replaceAll(/[\s-]/g, ''))
  .refine(digits => /^(\d{10})?$/.test(digits), 'Enter an NHS number with 10 digits')
  .refine(digits => digits.length !== 10 || isNhsNumber(digits), {
    error: 'Check the NHS number. It is not a valid NHS number',
  })

/** The form that searches, as it stands on the list and above what was found. */
export const searchRules = z
  .strictObject({
    nhsNumber: nhsNumberField,
    familyName: name('Family name'),
    givenName: name('Given name'),
    birthDay: number,
    birthMonth: number,
    birthYear: number,
  })
  .superRefine((given, context) => {
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    const { familyName, givenName, nhsNumber } = given
    if (!nhsNumber && !familyName && !givenName) fault('nhsNumber', 'Enter an NHS number or a name')
    if (birthDateIn(given) === undefined) fault('birthDay', 'Enter a real date of birth')
  })

type Given = z.output<typeof searchRules>

/** What the fields of the form show. */
export type SearchFields = Record<keyof Given, string>

export function termsIn(given: Given): SearchTerms {
  const { familyName, givenName, nhsNumber } = given
  return { nhsNumber, familyName, givenName, birthDate: birthDateIn(given) ?? '' }
}

/** As it was entered, for a form that is wrong. */
export function enteredFields(body: unknown): SearchFields {
  const entered = Object(body)
  const field = (of: keyof Given) => String(entered[of] ?? '')
  return {
    nhsNumber: field('nhsNumber'),
    familyName: field('familyName'),
    givenName: field('givenName'),
    birthDay: field('birthDay'),
    birthMonth: field('birthMonth'),
    birthYear: field('birthYear'),
  }
}

export function fieldsOf({ birthDate, ...terms }: SearchTerms): SearchFields {
  const [birthYear = '', birthMonth = '', birthDay = ''] = birthDate.split('-')
  return { ...terms, birthDay, birthMonth, birthYear }
}

/** CCYY-MM-DD; empty when nothing is given, undefined when it is no date. */
function birthDateIn({ birthDay, birthMonth, birthYear }: Given): string | undefined {
  if (!birthDay && !birthMonth && !birthYear) return ''
  if (!/^\d{1,2}$/.test(birthDay) || !/^\d{1,2}$/.test(birthMonth) || !/^\d{4}$/.test(birthYear))
    return undefined
  const date = [birthYear, birthMonth.padStart(2, '0'), birthDay.padStart(2, '0')].join('-')
  try {
    return Temporal.PlainDate.from(date).toString()
  } catch {
    return undefined
  }
}
