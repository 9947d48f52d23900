import { hash } from 'node:crypto'
import type { Account, TokenSource } from 'oidc-provider'
import type { SimulatedPerson } from '../options.ts'
import { NHS_APP_CLIENT_ID } from './login-assertions.ts'

/** The vector of trust of an ordinary log-in: full proof of identity, a password and a code sent to the phone. */
export const P9 = 'P9.Cp.Cd'
/** The same log-in without full proof of identity. */
export const P5 = 'P5.Cp.Cd'

/** The person's subject identifier: the same after a restart, and unlike the NHS number. */
export function subjectOf(person: SimulatedPerson): string {
  const hex = hash('sha256', `simulated NHS login ${person.nhsNumber}`)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}

/** The claims of the ID token that the NHS App got when the person logged in to it. */
export function nhsAppClaims(person: SimulatedPerson, issuer: string) {
  return {
    iss: issuer,
    aud: NHS_APP_CLIENT_ID,
    sub: subjectOf(person),
    nhs_number: person.nhsNumber,
    birthdate: person.birthDate,
    family_name: person.familyName,
    identity_proofing_level: 'P9',
    vot: P9,
    token_use: 'id',
  }
}

/**
 * The claims of a person. `source`: the code or access token, which carries the vector of trust. `idTokens`: the person of
 * each ID token, by its `jti`.
 */
export function accountOf(
  person: SimulatedPerson,
  issuer: string,
  idTokens: Map<string, SimulatedPerson>,
  source?: TokenSource,
): Account {
  const sub = subjectOf(person)
  const vot = source?.acr ?? source?.extra?.acr
  function newTokenId(): string {
    const id = crypto.randomUUID()
    idTokens.set(id, person)
    return id
  }
  return {
    accountId: sub,
    claims: use => ({
      sub,
      nhs_number: person.nhsNumber,
      birthdate: person.birthDate,
      family_name: person.familyName,
      given_name: person.givenName,
      identity_proofing_level: vot?.slice(0, 2),
      ...(use === 'id_token' && {
        vot,
        vtm: `${issuer}/trustmark/${new URL(issuer).host}`,
        jti: newTokenId(),
      }),
    }),
  }
}
