import { z } from 'zod'
import { type Given, serviceUrl } from './checks.ts'
import { faultOfPrivateKey, privateKeyOf } from './private-key.ts'

/**
 * NHS England's Wayfinder: its Reporting Service and its Record Service, each told when its URL is set. A trust may be
 * open before it is connected: in production neither is needed, and the worker says so when it starts.
 */
export const wayfinderSettings = {
  REPORTING_SERVICE_URL: serviceUrl.optional(),
  /** Where the API platform gives out access tokens. */
  REPORTING_TOKEN_URL: serviceUrl.optional(),
  /** Issued by Wayfinder. */
  REPORTING_CLIENT_ID: z.string().min(1).optional(),
  /** Of our application on the API platform, and the id of the key registered there. */
  REPORTING_API_KEY: z.string().min(1).optional(),
  REPORTING_KEY_ID: z.string().min(1).optional(),
  /** PEM. */
  REPORTING_PRIVATE_KEY: z.string().min(1).optional(),
  REPORTING_PRIVATE_KEY_FILE: z.string().min(1).optional(),

  RECORD_SERVICE_URL: serviceUrl.optional(),
  RECORD_SERVICE_KEY: z.string().min(1).optional(),
  /** Issued by Wayfinder for appointments, and for nothing else. */
  RECORD_SERVICE_CLIENT_ID: z.string().min(1).optional(),
  /** Patients in one request: 5,000 at most, and 200 outside the live environment. */
  RECORD_SERVICE_BATCH: z.coerce.number().int().min(1).max(5000).optional(),
}

export interface WayfinderClient {
  /** Undefined where nothing is reported. */
  reporting:
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
  /** Undefined where nobody is told of patients. */
  records: { url: string; key: string; clientId: string; largestBatch: number } | undefined
}

const NEEDED_WITH = {
  REPORTING_SERVICE_URL: [
    'REPORTING_TOKEN_URL',
    'REPORTING_CLIENT_ID',
    'REPORTING_API_KEY',
    'REPORTING_KEY_ID',
  ],
  RECORD_SERVICE_URL: ['RECORD_SERVICE_KEY', 'RECORD_SERVICE_CLIENT_ID'],
}

export function faultsOfWayfinder(given: Given, production: boolean): string[] {
  const faults: string[] = []
  for (const [url, needed] of Object.entries(NEEDED_WITH))
    if (given[url]) {
      for (const name of needed) if (!given[name]) faults.push(`${name}: needed with ${url}`)
    } else for (const name of needed) if (given[name]) faults.push(`${url}: needed with ${name}`)
  if (given.REPORTING_SERVICE_URL) {
    const key = faultOfPrivateKey(given, 'REPORTING_PRIVATE_KEY', 'REPORTING_SERVICE_URL')
    if (key) faults.push(key)
  }
  for (const name of ['REPORTING_SERVICE_URL', 'REPORTING_TOKEN_URL', 'RECORD_SERVICE_URL']) {
    const url = URL.parse(given[name] ?? '')
    if (url?.protocol !== 'http:') continue
    if (production) faults.push(`${name}: must be https in production`)
    else if (url.hostname !== 'localhost') faults.push(`${name}: http is accepted for localhost only`)
  }
  return faults
}

type Settled = { [Name in keyof typeof wayfinderSettings]?: z.infer<(typeof wayfinderSettings)[Name]> }

export function wayfinderOf(settled: Settled, given: Given, production: boolean): WayfinderClient {
  const { REPORTING_SERVICE_URL: url, RECORD_SERVICE_URL: recordsUrl } = settled
  return {
    reporting:
      url === undefined
        ? undefined
        : {
            url,
            tokenUrl: settled.REPORTING_TOKEN_URL ?? '',
            clientId: settled.REPORTING_CLIENT_ID ?? '',
            apiKey: settled.REPORTING_API_KEY ?? '',
            keyId: settled.REPORTING_KEY_ID ?? '',
            privateKey: privateKeyOf(given, 'REPORTING_PRIVATE_KEY'),
          },
    records:
      recordsUrl === undefined
        ? undefined
        : {
            url: recordsUrl,
            key: settled.RECORD_SERVICE_KEY ?? '',
            clientId: settled.RECORD_SERVICE_CLIENT_ID ?? '',
            largestBatch: settled.RECORD_SERVICE_BATCH ?? (production ? 5000 : 200),
          },
  }
}
