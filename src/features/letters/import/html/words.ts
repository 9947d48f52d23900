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
