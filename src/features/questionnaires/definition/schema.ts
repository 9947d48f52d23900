import { z } from 'zod'
import { isRealDate, isRealTime } from './dates-and-times.ts'
import { ITEM_TYPES } from './definition.ts'

/*
 * What a Questionnaire may hold at all. The objects are strict: what is not named here is reported, so that no part of a
 * questionnaire is left out without a word.
 */

const MAX_TEXT = 20_000

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_IN_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

const text = z
  .string()
  .max(MAX_TEXT, `is longer than ${MAX_TEXT} characters`)
  .refine(value => value.trim() !== '', 'is empty')
  .refine(value => value.isWellFormed() && !NOT_IN_TEXT.test(value), 'has characters that no text can have')
const uri = text.refine(value => !/\s/.test(value), 'has spaces')
const integer = z.int32('must be a whole number')
const boolean = z.boolean('must be true or false')
const date = text.refine(isRealDate, 'must be a whole date, such as 2026-11-30')
const time = text.refine(isRealTime, 'must be a time such as 09:30:00')

/** What each may be is checked by `check-extensions`. */
const extension = z.looseObject({ url: uri })

/** Such as `_text`: only what is said about the text itself. */
const about = z
  .strictObject({ id: z.unknown().optional(), extension: z.array(z.unknown()).optional() })
  .optional()

export const codingSchema = z.strictObject({
  id: z.unknown().optional(),
  system: uri.optional(),
  version: text.optional(),
  code: text.optional(),
  display: text.optional(),
  _display: about,
  userSelected: boolean.optional(),
  extension: z.array(z.unknown()).optional(),
})

const quantity = z.strictObject({
  value: z.number('must be a number'),
  unit: text.optional(),
  system: uri.optional(),
  code: text.optional(),
})

const answerOption = z.strictObject({
  id: z.unknown().optional(),
  valueInteger: integer.optional(),
  _valueInteger: about,
  valueDate: date.optional(),
  _valueDate: about,
  valueTime: time.optional(),
  _valueTime: about,
  valueString: text.optional(),
  _valueString: about,
  valueCoding: codingSchema.optional(),
  initialSelected: boolean.optional(),
  extension: z.array(extension).optional(),
})

const initial = z.strictObject({
  id: z.unknown().optional(),
  valueBoolean: boolean.optional(),
  valueDecimal: z.number('must be a number').optional(),
  valueInteger: integer.optional(),
  valueDate: date.optional(),
  valueTime: time.optional(),
  valueString: text.optional(),
  valueCoding: codingSchema.optional(),
  valueQuantity: quantity.optional(),
})

const enableWhen = z.strictObject({
  id: z.unknown().optional(),
  question: text,
  operator: z.enum(['exists', '=', '!=', '>', '<', '>=', '<=']),
  answerBoolean: boolean.optional(),
  answerDecimal: z.number('must be a number').optional(),
  answerInteger: integer.optional(),
  answerDate: date.optional(),
  answerTime: time.optional(),
  answerString: text.optional(),
  answerCoding: codingSchema.optional(),
  answerQuantity: quantity.optional(),
})

/** An item by itself: what is in it is checked by itself too. */
export const itemSchema = z.strictObject({
  id: z.unknown().optional(),
  // A whole address part that is only dots would be lost from an address.
  linkId: text
    .max(255, 'is longer than 255 characters')
    .refine(value => value !== '.' && value !== '..', 'cannot be only dots'),
  definition: uri.optional(),
  code: z.array(codingSchema).optional(),
  prefix: text.optional(),
  _prefix: about,
  text: text.optional(),
  _text: about,
  type: z.enum(ITEM_TYPES),
  enableWhen: z.array(enableWhen).min(1).optional(),
  enableBehavior: z.enum(['all', 'any']).optional(),
  required: boolean.optional(),
  repeats: boolean.optional(),
  readOnly: boolean.optional(),
  maxLength: integer.min(1).optional(),
  answerValueSet: text.optional(),
  answerOption: z.array(answerOption).min(1).optional(),
  initial: z.array(initial).min(1).optional(),
  extension: z.array(extension).optional(),
  item: z.array(z.unknown()).min(1).optional(),
})
export type CheckedItem = z.infer<typeof itemSchema>

/** What is said of a resource, and changes nothing of what is asked. */
const DESCRIPTIVE = [
  ...[
    'id',
    'meta',
    'text',
    'identifier',
    'name',
    '_name',
    '_title',
    'experimental',
    'date',
    'publisher',
    'contact',
  ],
  ...[
    'description',
    '_description',
    'useContext',
    'jurisdiction',
    'purpose',
    '_purpose',
    'copyright',
    '_copyright',
  ],
  ...['approvalDate', 'lastReviewDate', 'effectivePeriod', 'code', 'derivedFrom'],
]

export const resourceSchema = z.strictObject({
  ...Object.fromEntries(DESCRIPTIVE.map(name => [name, z.unknown().optional()])),
  resourceType: z.literal('Questionnaire'),
  language: text.optional(),
  url: uri.max(300, 'is longer than 300 characters').refine(value => !/[|#]/.test(value), 'has | or #'),
  version: text.max(60, 'is longer than 60 characters').refine(value => !value.includes('|'), 'has |'),
  title: text.max(200, 'is longer than 200 characters'),
  status: z.enum(['draft', 'active']),
  subjectType: z
    .array(text)
    .refine(types => types.includes('Patient'), 'has no Patient')
    .optional(),
  extension: z.array(extension).optional(),
  contained: z.array(z.unknown()).optional(),
  item: z.array(z.unknown()).min(1),
})

export const valueSetSchema = z.looseObject({
  resourceType: z.literal('ValueSet'),
  id: text,
  compose: z
    .strictObject({
      include: z.array(
        z.strictObject({
          system: uri.optional(),
          version: text.optional(),
          concept: z.array(
            z.strictObject({
              code: text,
              display: text.optional(),
              _display: about,
              designation: z.unknown().optional(),
              extension: z.array(z.unknown()).optional(),
            }),
          ),
        }),
      ),
      inactive: z.unknown().optional(),
      lockedDate: z.unknown().optional(),
    })
    .optional(),
  expansion: z
    .looseObject({
      contains: z.array(codingSchema.omit({ userSelected: true })).min(1),
    })
    .optional(),
})
