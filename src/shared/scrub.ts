import { isNhsNumber } from './nhs-number.ts'

/**
 * The last look at a line before it leaves: what looks like a patient is replaced, wherever it came from. It is a net
 * below the rule that only allow-listed facts are logged, not a licence to log the rest. Every pattern is bounded or
 * begins where the one before it ended, so that no line, however made, takes more than linear time.
 */
export function scrub(line: string): string {
  // An id's digits may pass for a telephone number's, and an id that was scrubbed leads nowhere.
  return line
    .split(ID)
    .map((part, index) => (index % 2 === 1 ? part : scrubPart(part)))
    .join('')
}

/** A GUID; in parentheses, so that splitting keeps it. */
const ID = /(?<![\da-f])([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\da-f])/i

function scrubPart(line: string): string {
  let clean = line.replace(WORD, withoutTokens)
  clean = clean.replace(NHS_NUMBER, withoutNhsNumber).replace(PHONE, '[phone]')
  for (const date of DATES) clean = clean.replace(date, '[date]')
  return clean.replace(POSTCODE, '[postcode]')
}

/** What people, addresses and JSON put between groups of digits. A point is none: it makes decimals. */
const GAP = String.raw`(?:[\s()+\u2010-\u2015-]|%20|%C2%A0|\\[nrt]){0,3}`

/** What stands between spaces and the marks of JSON, addresses and prose. */
const WORD = /[^\s"'<>(),:;=/\\]{6,}/g

/** A JSON web token and all that hangs on it, whose header, an object, begins with eyJ; or an e-mail address. */
function withoutTokens(word: string): string {
  const token = word.indexOf('eyJ')
  if (token >= 0 && word.indexOf('.', token) > 0) return `${word.slice(0, token)}[token]`
  const at = Math.max(word.indexOf('@'), word.indexOf('%40'))
  return at > 0 && word.indexOf('.', at) > 0 ? '[e-mail]' : word
}

const NHS_NUMBER = new RegExp(String.raw`(?<!\d)\d(?:${GAP}\d){9}(?!\d)`, 'g')

function withoutNhsNumber(found: string, start: number, line: string): string {
  if (!isNhsNumber(found.replaceAll(/%20|%C2%A0|\D/g, ''))) return found
  // A JSON number has no quotes of its own, and the line must stay JSON.
  return /[^\\]":$/.test(line.slice(Math.max(0, start - 3), start)) ? '"[NHS number]"' : '[NHS number]'
}

/** A United Kingdom number, from home or abroad. */
const PHONE = new RegExp(
  String.raw`(?<![\w.])(?:(?:\+|00|%2B)${GAP}44${GAP}(?:\(?0\)?)?|\(?0)${GAP}[1-9](?:${GAP}\d){8,9}(?!\d)`,
  'g',
)

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}'

/** Any whole date of these two centuries: a date of birth looks like any other. */
const DATES = [
  /(?<!\d)(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?!\d)/g,
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d(?!\d)/g,
  new RegExp(String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s${MONTH},?\s(?:19|20)\d\d(?!\d)`, 'gi'),
]

const POSTCODE =
  /(?<![a-z0-9])(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]?(?:\s|\+|%20)?\d[abd-hjlnp-uw-z]{2})(?![a-z0-9])/gi
