import { z } from 'zod'
import { isRealDate, isRealTime } from './dates-and-times.ts'
import type { ItemType } from './definition.ts'
import * as extensions from './extensions.ts'
import { faultsBy } from './faults-by.ts'
import { type CheckedItem, codingSchema } from './schema.ts'

/** What an extension may hold, on which types of item, and whether there may be several of it. */
interface Rule {
  value: z.ZodType
  on: readonly ItemType[] | 'any'
  many?: boolean
}

const count = z.int32('must be a whole number').min(0)
const numbers = { valueInteger: z.int32().optional(), valueDecimal: z.number().optional() }
const limit = {
  ...numbers,
  valueDate: z.string().refine(isRealDate, 'must be a whole date').optional(),
  valueTime: z.string().refine(isRealTime, 'must be a time such as 09:30:00').optional(),
}
const text = z.string().min(1)
const concept = z.strictObject({ coding: z.array(codingSchema).optional(), text: text.optional() })
const QUESTIONS = [
  ...(['boolean', 'decimal', 'integer', 'date', 'time', 'string', 'text', 'choice', 'open-choice'] as const),
  'quantity' as const,
]
const LIMITED = ['decimal', 'integer', 'date', 'time', 'quantity'] as const
const REPEATED = ['group', ...QUESTIONS] as const

function holding(values: Record<string, z.ZodType>): z.ZodType {
  return z.strictObject({ id: z.unknown().optional(), ...values })
}

const RULES: Record<string, Rule> = {
  [extensions.HIDDEN]: { value: holding({ valueBoolean: z.boolean() }), on: 'any' },
  [extensions.ITEM_CONTROL]: { value: holding({ valueCodeableConcept: concept }), on: 'any' },
  [extensions.UNIT]: {
    value: holding({ valueCoding: codingSchema }),
    on: ['quantity', 'integer', 'decimal'],
  },
  [extensions.UNIT_OPTION]: { value: holding({ valueCoding: codingSchema }), on: ['quantity'], many: true },
  [extensions.MIN_OCCURS]: { value: holding({ valueInteger: count }), on: REPEATED },
  [extensions.MAX_OCCURS]: { value: holding({ valueInteger: count }), on: REPEATED },
  [extensions.MIN_VALUE]: { value: holding(limit), on: LIMITED },
  [extensions.MAX_VALUE]: { value: holding(limit), on: LIMITED },
  [extensions.MIN_LENGTH]: { value: holding({ valueInteger: count }), on: ['string', 'text'] },
  [extensions.MAX_DECIMAL_PLACES]: { value: holding({ valueInteger: count }), on: ['decimal', 'quantity'] },
  [extensions.ENTRY_FORMAT]: { value: holding({ valueString: text }), on: QUESTIONS },
  [extensions.OPEN_LABEL]: { value: holding({ valueString: text }), on: ['open-choice'] },
  [extensions.FLAG]: { value: holding({ valueBoolean: z.literal(true) }), on: ['display'] },
}

const OPTION_RULES: Record<string, Rule> = {
  [extensions.OPTION_EXCLUSIVE]: { value: holding({ valueBoolean: z.boolean() }), on: 'any' },
  [extensions.OPTION_PREFIX]: { value: holding({ valueString: text }), on: 'any' },
}

/** The extensions of an item, of its options and of its texts. */
export function faultsOfExtensions(item: CheckedItem): string[] {
  const own = faultsOf(item.extension ?? [], RULES, item.type)
  const ofOptions = item.answerOption?.flatMap(option => [
    ...faultsOf(option.extension ?? [], OPTION_RULES, item.type),
    ...withoutEffect(
      [
        option.valueCoding,
        option.valueCoding?._display,
        option._valueString,
        option._valueInteger,
        option._valueDate,
        option._valueTime,
      ].flatMap(each => each?.extension ?? []),
    ),
  ])
  const ofTexts = withoutEffect([...(item._text?.extension ?? []), ...(item._prefix?.extension ?? [])])
  return [...own, ...(ofOptions ?? []), ...ofTexts]
}

/** The extensions of something that the portal only shows: all that they may change is how it looks. */
export function withoutEffect(found: readonly unknown[]): string[] {
  return faultsOf(found, {}, 'display')
}

/** The extensions of the resource say who maintains it, and how far it is. */
export function faultsOfResourceExtensions(found: readonly { url: string }[]): string[] {
  return found
    .filter(({ url }) => !extensions.OF_RESOURCE.some(start => url.startsWith(start)))
    .map(notSupported)
}

function faultsOf(found: readonly unknown[], rules: Record<string, Rule>, type: ItemType): string[] {
  const seen = new Set<string>()
  return found.flatMap(extension => {
    const { url, ...value } = extension as { url?: unknown }
    if (typeof url !== 'string') return ['an extension has no url']
    if (extensions.WITHOUT_EFFECT.has(url)) return []
    const rule = Object.hasOwn(rules, url) ? rules[url] : undefined
    if (!rule) return [notSupported({ url })]
    if (rule.on !== 'any' && !rule.on.includes(type))
      return [`the extension ${url} is not supported on type ${type}`]
    if (seen.has(url) && !rule.many) return [`the extension ${url} is there twice`]
    seen.add(url)
    const faults = faultsBy(rule.value, value)
    const isEmpty = faults.length === 0 && !Object.keys(value).some(name => name.startsWith('value'))
    return [...faults, ...(isEmpty ? ['has no value'] : [])].map(fault => `the extension ${url}: ${fault}`)
  })
}

function notSupported({ url }: { url: string }): string {
  return `the extension ${url} is not supported`
}
