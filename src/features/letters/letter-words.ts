import type { Letter, LetterKind } from './letter.ts'

const KINDS: Readonly<Record<LetterKind, string>> = {
  referral: 'referral letter',
  scheduling: 'appointment letter',
  outcome: 'letter after your appointment',
  update: 'update letter',
}

/** "Cardiology: letter after your appointment" */
export function letterTitle({ kind, specialty }: Pick<Letter, 'kind' | 'specialty'>): string {
  return upperFirst(specialty ? `${specialty}: ${KINDS[kind]}` : KINDS[kind])
}

/** "54 KB", "1.2 MB": as small as people name it, and never 0. */
export function sizeInWords(bytes: number): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1000))
  return kilobytes < 1000 ? `${kilobytes} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** It says neither whose letter it is nor what it is about, because it stays on the phone or the computer. */
export function letterFileName({ datedOn }: Pick<Letter, 'datedOn'>): string {
  return `hospital-letter-${datedOn}.pdf`
}

function upperFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
