import { hash } from 'node:crypto'

/** The same GUID for the same name, for ever: a deep link to the demonstration outlives its renewal. */
export function fixedGuid(...name: readonly string[]): string {
  const hex = hashOf(name)
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The same decimal digits for the same name, for the numbers hospitals and e-RS give out. */
export function fixedDigits(length: number, ...name: readonly string[]): string {
  return BigInt(`0x${hashOf(name)}`)
    .toString()
    .slice(-length)
}

function hashOf(name: readonly string[]): string {
  return hash('sha256', ['patient-portal demonstration', ...name].join('\n'))
}
