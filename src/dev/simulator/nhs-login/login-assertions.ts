import { randomUUID } from 'node:crypto'
import { jwtVerify, SignJWT } from 'jose'
import type { SimulatedPerson } from '../options.ts'
import type { SigningKeys } from '../signing-keys.ts'

export const NHS_APP_CLIENT_ID = 'nhs-online'
const MAX_SECONDS = 60

/** Signed assertions by the NHS App of who is using it. NHS login accepts one instead of a new log-in. */
export class LoginAssertions {
  readonly #keys: Promise<SigningKeys>
  /** Each person by the `jti` of the ID token with which they logged in to the NHS App. */
  readonly #people: Map<string, SimulatedPerson>
  /** Assertions already used, each until it would have expired, so the list stays short. */
  readonly #used = new Map<string, number>()

  constructor(people: readonly SimulatedPerson[], keys: Promise<SigningKeys>) {
    this.#keys = keys
    this.#people = new Map(people.map(person => [randomUUID(), person]))
  }

  async make(person: SimulatedPerson): Promise<string> {
    const code = [...this.#people].find(([, each]) => each === person)?.[0]
    return new SignJWT({ code })
      .setProtectedHeader({ alg: 'RS512', typ: 'JWT' })
      .setIssuer(NHS_APP_CLIENT_ID)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${MAX_SECONDS}s`)
      .sign((await this.#keys).privateKey)
  }

  /** The person in an assertion; undefined if it is forged, expired, valid for too long or used before. */
  async redeem(assertion: string): Promise<SimulatedPerson | undefined> {
    const verified = await jwtVerify(assertion, (await this.#keys).publicKey, {
      algorithms: ['RS512'],
      issuer: NHS_APP_CLIENT_ID,
      requiredClaims: ['code', 'jti', 'exp'],
      maxTokenAge: MAX_SECONDS,
    }).catch(() => undefined)
    if (!verified) return undefined
    const { code, jti, iat = 0, exp = Infinity } = verified.payload
    if (exp - iat > MAX_SECONDS || !this.#isFirstUse(String(jti), exp)) return undefined
    return this.#people.get(String(code))
  }

  #isFirstUse(jti: string, exp: number): boolean {
    for (const [each, end] of this.#used) if (end * 1000 <= Date.now()) this.#used.delete(each)
    if (this.#used.has(jti)) return false
    this.#used.set(jti, exp)
    return true
  }
}
