import { isNhsNumber } from './nhs-number.ts'

/**
 * Replaces everything in a log line that looks like personal data. This is a second line of defence: only allow-listed
 * facts may be logged in the first place. Every pattern runs in linear time, so that no input can block the process.
 */
export function scrub(line: string): string {
  // GUIDs are kept: their digits may look like a phone number, and operators need them to find the record.
  return line
    .split(ID)
    .map((part, index) => (index % 2 === 1 ? part : scrubPart(part)))
    .join('')
}

/** A GUID, in a capturing group so that `split` keeps it. */
const ID = /(?<![\da-f])([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?![\da-f])/i

function scrubPart(line: string): string {
  let clean = line.replace(WORD, withoutTokens)
  clean = clean.replace(NHS_NUMBER, withoutNhsNumber).replace(PHONE, '[phone]')
  for (const date of DATES) clean = clean.replace(date, '[date]')
  return clean.replace(POSTCODE, '[postcode]')
}

/** Characters between groups of digits in text, URLs and JSON. Not a full stop, which is a decimal point. */
const GAP = String.raw`(?:[\s()+\u2010-\u2015-]|%20|%C2%A0|\\[nrt]){0,3}`

/** Text between spaces and the punctuation of JSON, URLs and prose. */
const WORD = /[^\s"'<>(),:;=/\\]{6,}/g

/** Removes JSON web tokens, whose encoded header starts with eyJ, and e-mail addresses. */
function withoutTokens(word: string): string {
  const token = word.indexOf('eyJ')
  if (token >= 0 && word.indexOf('.', token) > 0) return `${word.slice(0, token)}[token]`
  const at = Math.max(word.indexOf('@'), word.indexOf('%40'))
  return at > 0 && word.indexOf('.', at) > 0 ? '[e-mail]' : word
}

/** NHS numbers are also written with these. Decimals are rarely of ten digits, and then rarely a valid NHS number. */
const NHS_NUMBER_GAP = GAP.replace('[', '[._/,')

const NHS_NUMBER = new RegExp(String.raw`(?<!\d)\d(?:${NHS_NUMBER_GAP}\d){9}(?!\d)`, 'g')

function withoutNhsNumber(found: string, start: number, line: string): string {
  if (!isNhsNumber(found.replaceAll(/%20|%C2%A0|\D/g, ''))) return found
  // A number in JSON has no quotes, so they are added to keep the line valid JSON.
  return /[^\\]":$/.test(line.slice(Math.max(0, start - 3), start)) ? '"[NHS number]"' : '[NHS number]'
}

/** A United Kingdom phone number, in national or international form. */
const PHONE = new RegExp(
  String.raw`(?<![\w.])(?:(?:\+|00|%2B)${GAP}44${GAP}(?:\(?0\)?)?|\(?0)${GAP}[1-9](?:${GAP}\d){8,9}(?!\d)`,
  'g',
)

const MONTH = '(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}'

/** Every full date from 1900 to 2099, because a date of birth looks like any other date. */
const DATES = [
  /(?<!\d)(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?!\d)/g,
  /(?<!\d)(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d\d(?!\d)/g,
  new RegExp(String.raw`(?<!\d)\d{1,2}(?:st|nd|rd|th)?\s${MONTH},?\s(?:19|20)\d\d(?!\d)`, 'gi'),
]

const POSTCODE =
  /(?<![a-z0-9])(?:gir ?0aa|[a-z]{1,2}\d[a-z\d]?(?:\s|\+|%20)?\d[abd-hjlnp-uw-z]{2})(?![a-z0-9])/gi
