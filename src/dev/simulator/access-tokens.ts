import { randomBytes, randomUUID } from 'node:crypto'
import express, { type Router } from 'express'
import { type SigningKeys, signToken } from './signing-keys.ts'

/** The same lifetime as tokens of the real platform. */
const TOKEN_SECONDS = 599

/** The aggregator's credentials for the token endpoint. The secret is new at every start. */
export interface AggregatorClient {
  id: string
  secret: string
}

export const AUDIENCE = 'patient-portal'

export function aggregatorClient(): AggregatorClient {
  return { id: 'patient-care-aggregator', secret: randomBytes(32).toString('base64url') }
}

/** The token endpoint for the aggregator (client credentials), and the keys of the issuer. */
export function accessTokens(issuer: string, keys: Promise<SigningKeys>, client: AggregatorClient): Router {
  const router = express.Router()

  router.get('/api-platform/keys', async (_req, res) => {
    const { kid, publicKey } = await keys
    res.json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS512' }] })
  })

  router.post('/api-platform/token', express.urlencoded({ extended: false }), async (req, res) => {
    const { grant_type: grant, client_id: id, client_secret: secret } = req.body ?? {}
    if (grant !== 'client_credentials') return res.status(400).json({ error: 'unsupported_grant_type' })
    if (id !== client.id || secret !== client.secret) return res.status(401).json({ error: 'invalid_client' })
    const claims = { iss: issuer, aud: AUDIENCE, sub: client.id, client_id: client.id, jti: randomUUID() }
    const token = await signToken(await keys, claims, TOKEN_SECONDS)
    res.json({ access_token: token, token_type: 'Bearer', expires_in: TOKEN_SECONDS })
  })

  return router
}
