import { z } from 'zod'
import { issuedText, serviceUrl, wholeNumber } from './checks.ts'
import { faultOfPrivateKey, privateKeyOf } from './private-key.ts'
import type { RawSettings } from './raw-settings.ts'

/**
 * NHS England's Wayfinder: its Reporting Service and its Record Service. Each is used when its URL is set. Both are
 * optional in production too, because a trust may open before it is connected; the worker then logs a warning.
 */
export const wayfinderSettings = {
  REPORTING_SERVICE_URL: serviceUrl.optional(),
  /** The API platform's token endpoint. */
  REPORTING_TOKEN_URL: serviceUrl.optional(),
  /** Issued by Wayfinder. */
  REPORTING_CLIENT_ID: issuedText.optional(),
  /** The API key of our application on the API platform. */
  REPORTING_API_KEY: issuedText.optional(),
  /** The id of our public key on the API platform. */
  REPORTING_KEY_ID: issuedText.optional(),
  /** PEM. */
  REPORTING_PRIVATE_KEY: z.string().min(1).optional(),
  REPORTING_PRIVATE_KEY_FILE: z.string().min(1).optional(),

  RECORD_SERVICE_URL: serviceUrl.optional(),
  RECORD_SERVICE_KEY: issuedText.optional(),
  /** Issued by Wayfinder for appointments only. */
  RECORD_SERVICE_CLIENT_ID: issuedText.optional(),
  /** Maximum patients in one request: 5,000 in the live environment and 200 elsewhere. */
  RECORD_SERVICE_BATCH: wholeNumber(1, 5000).optional(),
}

export interface WayfinderClient {
  /** Undefined when the portal sends no reports. */
  reportingService:
    | {
        url: string
        tokenUrl: string
        clientId: string
        apiKey: string
        keyId: string
        /** PEM. */
        privateKey: string
      }
    | undefined
  /** Undefined when the portal registers no patients. */
  recordService: { url: string; key: string; clientId: string; maxBatch: number } | undefined
}

const REQUIRED_WITH = {
  REPORTING_SERVICE_URL: [
    'REPORTING_TOKEN_URL',
    'REPORTING_CLIENT_ID',
    'REPORTING_API_KEY',
    'REPORTING_KEY_ID',
  ],
  RECORD_SERVICE_URL: ['RECORD_SERVICE_KEY', 'RECORD_SERVICE_CLIENT_ID'],
}

export function faultsOfWayfinder(raw: RawSettings, production: boolean): string[] {
  const faults: string[] = []
  for (const [url, required] of Object.entries(REQUIRED_WITH))
    if (raw[url]) {
      for (const name of required) if (!raw[name]) faults.push(`${name}: required with ${url}`)
    } else for (const name of required) if (raw[name]) faults.push(`${url}: required with ${name}`)
  if (raw.REPORTING_SERVICE_URL) {
    const key = faultOfPrivateKey(raw, 'REPORTING_PRIVATE_KEY', 'REPORTING_SERVICE_URL')
    if (key) faults.push(key)
  }
  for (const name of ['REPORTING_SERVICE_URL', 'REPORTING_TOKEN_URL', 'RECORD_SERVICE_URL']) {
    const url = URL.parse(raw[name] ?? '')
    if (url?.protocol !== 'http:') continue
    if (production) faults.push(`${name}: must be https in production`)
    else if (url.hostname !== 'localhost') faults.push(`${name}: http is accepted for localhost only`)
  }
  return faults
}

type ParsedSettings = { [Name in keyof typeof wayfinderSettings]?: z.infer<(typeof wayfinderSettings)[Name]> }

export function wayfinderOf(parsed: ParsedSettings, raw: RawSettings, production: boolean): WayfinderClient {
  const { REPORTING_SERVICE_URL: reportingUrl, RECORD_SERVICE_URL: recordUrl } = parsed
  return {
    reportingService:
      reportingUrl === undefined
        ? undefined
        : {
            url: reportingUrl,
            tokenUrl: parsed.REPORTING_TOKEN_URL ?? '',
            clientId: parsed.REPORTING_CLIENT_ID ?? '',
            apiKey: parsed.REPORTING_API_KEY ?? '',
            keyId: parsed.REPORTING_KEY_ID ?? '',
            privateKey: privateKeyOf(raw, 'REPORTING_PRIVATE_KEY'),
          },
    recordService:
      recordUrl === undefined
        ? undefined
        : {
            url: recordUrl,
            key: parsed.RECORD_SERVICE_KEY ?? '',
            clientId: parsed.RECORD_SERVICE_CLIENT_ID ?? '',
            maxBatch: parsed.RECORD_SERVICE_BATCH ?? (production ? 5000 : 200),
          },
  }
}
