import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Given } from './checks.ts'

/*
 * A private key, as PEM: the value of a setting, or a file whose name is the value of the setting with _FILE at the end.
 */

/** What is wrong with it, in words that repeat nothing of it. */
export function faultOfPrivateKey(given: Given, name: string, neededWith: string): string | undefined {
  if (!given[name] && !given[`${name}_FILE`]) return `${name} or ${name}_FILE: needed with ${neededWith}`
  if (isPrivateKey(given, name)) return undefined
  return given[name]
    ? `${name}: must be a PEM private key`
    : `${name}_FILE: must be a file that can be read and holds a PEM private key`
}

/** PEM; throws when its file cannot be read. */
export function privateKeyOf(given: Given, name: string): string {
  return given[name] ?? readFileSync(given[`${name}_FILE`] ?? '', 'utf8')
}

function isPrivateKey(given: Given, name: string): boolean {
  try {
    createPrivateKey(privateKeyOf(given, name))
    return true
  } catch {
    return false
  }
}
