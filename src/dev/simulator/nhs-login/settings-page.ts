import express, { type Router } from 'express'
import { importJWK, jwtVerify } from 'jose'
import type { SimulatedPerson, SimulatorOptions } from '../options.ts'

const MAX_SECONDS = 60

/** The settings of NHS login, for a person whom the portal asserts to be logged in. `idTokens`: by their `jti`. */
export function settingsPage(
  { clientId, clientPublicKey, portalUrl }: SimulatorOptions,
  idTokens: ReadonlyMap<string, SimulatedPerson>,
): Router {
  const router = express.Router()

  router.get('/settings', async (req, res) => {
    const person = await personOf(String(req.query.asserted_login_identity ?? ''))
    if (person) res.render('settings.njk', { person, portalUrl })
    else res.status(403).render('problem.njk', { problem: 'NHS login would ask you to log in again.' })
  })

  return router

  async function personOf(assertion: string): Promise<SimulatedPerson | undefined> {
    const key = await importJWK({ kty: 'RSA', ...clientPublicKey }, 'RS512')
    const verified = await jwtVerify(assertion, key, {
      algorithms: ['RS512'],
      issuer: clientId,
      requiredClaims: ['code', 'jti', 'exp'],
      maxTokenAge: MAX_SECONDS,
    }).catch(() => undefined)
    const { code, iat = 0, exp = Infinity } = verified?.payload ?? {}
    return exp - iat <= MAX_SECONDS ? idTokens.get(String(code)) : undefined
  }
}
