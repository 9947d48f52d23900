import { createPrivateKey } from 'node:crypto'
import { type ClientAuth, modifyAssertion, PrivateKeyJwt } from 'openid-client'

/**
 * How we prove who we are at a token endpoint: private_key_jwt, RS512, 60 seconds, a fresh jti (NHS login EIS 3.5; API
 * platform, "application-restricted, signed JWT", which also wants the key's id). Throws at start-up unless the PEM
 * holds an RSA private key of at least 2048 bits.
 */
export function clientKey(pem: string, keyId?: string): ClientAuth {
  const key = createPrivateKey(pem)
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
    throw new Error('Needs an RSA private key of at least 2048 bits')
  }
  const signingKey = key.toCryptoKey({ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, false, [
    'sign',
  ]) as CryptoKey
  return (server, client, body, headers) => {
    const authenticate = PrivateKeyJwt(keyId ? { key: signingKey, kid: keyId } : signingKey, {
      [modifyAssertion](_header, claims) {
        // The library names the issuer; both want their token endpoint (oauth4webapi issue 169).
        claims.aud = server.token_endpoint
        // Not asked for, and it would fail every log-in when our clock is a second ahead of theirs.
        delete claims.nbf
      },
    })
    return authenticate(server, client, body, headers)
  }
}
