import { hash } from 'node:crypto'

/** Always the same GUID for the same name, so deep links still work after the demonstration is renewed. */
export function fixedGuid(...name: readonly string[]): string {
  const hex = hashOf(name)
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Always the same decimal digits for the same name, for hospital numbers and e-RS references. */
export function fixedDigits(length: number, ...name: readonly string[]): string {
  return BigInt(`0x${hashOf(name)}`)
    .toString()
    .slice(-length)
}

function hashOf(name: readonly string[]): string {
  return hash('sha256', ['patient-portal demonstration', ...name].join('\n'))
}
