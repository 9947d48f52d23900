import { generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

export interface SigningKeys {
  privateKey: KeyObject
  publicKey: KeyObject
}

/** New at every start: a relying party must fetch NHS login's keys, never keep them. */
export function signingKeys(): Promise<SigningKeys> {
  return promisify(generateKeyPair)('rsa', { modulusLength: 2048 })
}
