import type { RequestHandler } from 'express'
import type { Clock } from '../shared/clock.ts'

/** RFC 9116 advises less than a year. The file is written anew for each request, so it is never out of date. */
const VALID_FOR = Temporal.Duration.from({ hours: 24 * 180 })

interface Settings {
  baseUrl: string
  security: { contact: string | undefined; policy: string | undefined }
}

/** `/.well-known/security.txt`: where to report a weakness of this portal (RFC 9116). */
export function securityTxt({ baseUrl, security }: Settings, clock: Clock): RequestHandler {
  const contact = security.contact ?? `${baseUrl}/patient-portal/help/contact`
  return (_request, response) => {
    const expires = clock.now().add(VALID_FOR).round('second')
    const lines = [
      `Contact: ${contact}`,
      `Expires: ${expires}`,
      'Preferred-Languages: en',
      ...(security.policy ? [`Policy: ${security.policy}`] : []),
    ]
    response.type('text').send(`${lines.join('\n')}\n`)
  }
}
