import { LetterRefused } from '../refusal.ts'

/** Stands for the end of a line, while spaces and line ends of the HTML mean nothing. */
export const LINE_END = '\u0000'

/** The address of a link is part of what a letter says, unless its words say it already. */
export function withAddress(text: string, href: string | undefined): string {
  const address = href?.trim() ?? ''
  if (!/^(https?:\/\/|mailto:|tel:)\S+$/i.test(address)) return text
  const bare = address.replace(/^(https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '')
  return text.replaceAll(/\s/g, '').includes(bare) || !/\S/.test(text) ? text : `${text} (${bare})`
}

const RAISED: Record<string, string> = Object.fromEntries(
  [...'0123456789+-−()'].map((plain, index) => [plain, '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾'[index] as string]),
)

/** A raised number stays one: "10⁹" must not become "109". Other raised words, as in "1st", are only words. */
export function raised(text: string): string {
  return /\d/.test(text) ? text.replaceAll(/[-0-9+−()]/g, sign => RAISED[sign] ?? sign) : text
}

export function tidy(text: string): string {
  return text
    .split(LINE_END)
    .map(line => line.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim())
    .filter(Boolean)
    .join('\n')
}

export function decode(html: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(html).replaceAll('\u0000', '')
  } catch {
    throw new LetterRefused('html-not-utf-8')
  }
}
