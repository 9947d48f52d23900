import { createPrivateKey } from 'node:crypto'
import { type ClientAuth, modifyAssertion, PrivateKeyJwt } from 'openid-client'

/**
 * Authenticates us at a token endpoint: private_key_jwt, RS512 unless said, valid for 60 seconds, a new jti each time (NHS login
 * EIS 3.5; API platform, "application-restricted, signed JWT", which also requires the key id and `typ`). Throws unless the PEM
 * contains an RSA private key of at least 2048 bits.
 */
export function clientKey(pem: string, keyId?: string, algorithm: 'RS512' | 'RS256' = 'RS512'): ClientAuth {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new Error('An RSA private key of at least 2048 bits is required')
  }
  const signingKey = key.toCryptoKey(
    { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${algorithm.slice(2)}` },
    false,
    ['sign'],
  ) as CryptoKey
  return (server, client, body, headers) => {
    const authenticate = PrivateKeyJwt(keyId ? { key: signingKey, kid: keyId } : signingKey, {
      [modifyAssertion](header, claims) {
        if (keyId) header.typ = 'JWT'
        // The library sets the issuer, but both services require their token endpoint (oauth4webapi issue 169).
        claims.aud = server.token_endpoint
        // Not required, and every log-in would fail when our clock is a second ahead of theirs.
        delete claims.nbf
      },
    })
    return authenticate(server, client, body, headers)
  }
}
