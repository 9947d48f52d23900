import { createPrivateKey, randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'

/** Seconds. NHS login accepts no longer ones ("linking to settings"). */
const LIFETIME = 60

/** The address of NHS login's settings, with an assertion of ours that the person of this ID token is logged in. */
export async function settingsAddress(
  { settingsUrl, clientId, privateKey }: { settingsUrl: string; clientId: string; privateKey: string },
  tokenId: string | undefined,
): Promise<URL> {
  const address = new URL(settingsUrl)
  if (tokenId === undefined) return address
  const assertion = await new SignJWT({ code: tokenId })
    .setProtectedHeader({ alg: 'RS512', typ: 'JWT' })
    .setIssuer(clientId)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${LIFETIME}s`)
    .sign(createPrivateKey(privateKey))
  address.searchParams.set('asserted_login_identity', assertion)
  return address
}
