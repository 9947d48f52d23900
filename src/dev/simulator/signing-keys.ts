import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { type JWTPayload, SignJWT } from 'jose'

export interface SigningKeys {
  kid: string
  privateKey: KeyObject
  publicKey: KeyObject
}

/** New keys at every start, so that a relying party must fetch the keys of NHS login and cannot store them. */
export async function signingKeys(): Promise<SigningKeys> {
  return { kid: randomUUID(), ...(await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })) }
}

/** A signed token that is valid for `seconds` from now. */
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
