import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { type JWTPayload, SignJWT } from 'jose'

export interface SigningKeys {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** New at every start: a relying party must fetch NHS login's keys, never keep them. */
export async function signingKeys(): Promise<SigningKeys> {
  return { kid: randomUUID(), ...(await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })) }
}

/** A token good for so many seconds from now. */
export function signToken(
  { kid, privateKey }: SigningKeys,
  claims: JWTPayload,
  seconds: number,
): Promise<string> {
  return new SignJWT({ jti: randomUUID(), ...claims })
    .setProtectedHeader({ alg: 'RS512', typ: 'JWT', kid })
    .setIssuedAt()
    .setExpirationTime(`${seconds}s`)
    .sign(privateKey)
}
