import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { RawSettings } from './raw-settings.ts'

/*
 * A PEM private key is either the value of a setting, or a file whose path is the value of the setting with the suffix
 * _FILE.
 */

/** Describes the fault without quoting the key; undefined when the key is valid. */
export function faultOfPrivateKey(raw: RawSettings, name: string, requiredWith: string): string | undefined {
  if (!raw[name] && !raw[`${name}_FILE`]) return `${name} or ${name}_FILE: required with ${requiredWith}`
  if (isPrivateKey(raw, name)) return undefined
  return raw[name]
    ? `${name}: must be a PEM private key`
    : `${name}_FILE: must be a readable file that contains a PEM private key`
}

/** Returns the PEM. Throws when its file cannot be read. */
export function privateKeyOf(raw: RawSettings, name: string): string {
  return raw[name] ?? readFileSync(raw[`${name}_FILE`] ?? '', 'utf8')
}

function isPrivateKey(raw: RawSettings, name: string): boolean {
  try {
    createPrivateKey(privateKeyOf(raw, name))
    return true
  } catch {
    return false
  }
}
