import { hash, hkdfSync } from 'node:crypto'
import { EncryptJWT, jwtDecrypt } from 'jose'

/*
 * Whose form it is, sealed into the form with a key of ours. A form that arrives after its session has ended says so by
 * its seal alone: the session is gone. A seal logs no one in and shows nothing; it is of use only to keep what was
 * entered for its patient.
 */

const ENCRYPTION = 'A256GCM'

/** As long as unfinished answers are kept. */
const LIFETIME = Temporal.Duration.from({ hours: 24 })

export interface Sealed {
  patientId: string
  /** A hash of the session's id, so that only the browser that was shown the form can use the seal. */
  session: string
}

export type FormSeals = ReturnType<typeof formSeals>

/** `secrets`: the newest first, as for the cookie. Seals of all can be opened. */
export function formSeals(secrets: readonly string[]) {
  const keys = secrets.map(secret => new Uint8Array(hkdfSync('sha256', secret, '', 'form seal', 32)))

  return {
    async seal({ patientId, session }: Sealed, now: Temporal.Instant): Promise<string> {
      const [key] = keys
      if (!key) throw new Error('there is no session secret')
      return new EncryptJWT({ session })
        .setProtectedHeader({ alg: 'dir', enc: ENCRYPTION })
        .setSubject(patientId)
        .setExpirationTime(dateOf(now.add(LIFETIME)))
        .encrypt(key)
    },

    /** Undefined for anything that we did not seal, or sealed too long ago. */
    async open(text: unknown, now: Temporal.Instant): Promise<Sealed | undefined> {
      if (typeof text !== 'string') return undefined
      for (const key of keys) {
        const sealed = await openWith(key, text, now)
        if (sealed) return sealed
      }
      return undefined
    },
  }
}

async function openWith(key: Uint8Array, text: string, now: Temporal.Instant): Promise<Sealed | undefined> {
  try {
    const { payload } = await jwtDecrypt<{ session: string }>(text, key, {
      currentDate: dateOf(now),
      requiredClaims: ['sub', 'exp', 'session'],
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: [ENCRYPTION],
    })
    return { patientId: String(payload.sub), session: payload.session }
  } catch {
    return undefined
  }
}

function dateOf(instant: Temporal.Instant): Date {
  return new Date(instant.epochMilliseconds)
}

export function sessionHash(id: string): string {
  return hash('sha256', id, 'base64url')
}
