import { randomUUID } from 'node:crypto'
import type { AggregatorTokens } from '../config/aggregator.ts'
import { type Config, ConfigError } from '../config/config.ts'
import type { NhsLoginClient } from '../config/nhs-login.ts'
import type { StaffLoginClient } from '../config/staff-login.ts'
import type { WayfinderClient } from '../config/wayfinder.ts'
import type { Database } from '../database/database.ts'
import type { Clock } from '../shared/clock.ts'
import { londonDate } from '../shared/dates.ts'
import type { OpenPage, PageTable } from '../web/page.ts'
import { staffStatesPages, statesPages } from './catalogue/states-pages.ts'
import { demonstrationFiles } from './demonstration/demonstration-files.ts'
import { fillDemonstration } from './demonstration/fill-demonstration.ts'
import { demonstrationPeople } from './demonstration/people.ts'
import { DEMONSTRATION_ROLES, demonstrationStaff } from './demonstration/staff.ts'
import { signingKeys } from './simulator/signing-keys.ts'

const CLIENT_ID = 'patient-portal'

interface Demonstration {
  nhsLogin: NhsLoginClient
  staffLogin: StaffLoginClient
  wayfinder: WayfinderClient
  aggregator: AggregatorTokens
  /** Extra pages that only the demonstration has. */
  pages: PageTable<OpenPage>
  /** The same, for staff. */
  staffPages: PageTable<OpenPage>
  close(): Promise<void>
}

/** Fills the PAS with the demonstration people, and starts the simulator of NHS login, the NHS App and Wayfinder. */
export async function startDemonstration(
  config: Pick<Config, 'production' | 'baseUrl' | 'simulatorPort' | 'disabledFeatures' | 'files'>,
  { clock, database }: { clock: Clock; database: Database },
): Promise<Demonstration> {
  if (config.production) throw new Error('The simulator never runs in production')
  // Other threads generate the keys while the simulator is loaded, which takes about as long.
  const [clientKeys, nhsLoginKeys] = [signingKeys(), signingKeys()]
  const { SimulatedWayfinder, startSimulator } = await import('./simulator/simulator.ts')
  // With real patients in the database, their data would go to the simulator, and its buttons would change their
  // records.
  const files = demonstrationFiles(database, config.files)
  if ((await fillDemonstration(database, clock.now(), files)) === 'not-ours')
    throw new ConfigError([
      'DATABASE_URL: the database holds other patients, whose NHS numbers do not begin with 999; use an empty database, or set NHS_LOGIN_ISSUER and its client',
    ])
  const keys = await clientKeys
  const publicKey = keys.publicKey.export({ format: 'jwk' })
  const [apiKey, keyId, recordKey, clientId] = [randomUUID(), randomUUID(), randomUUID(), CLIENT_ID]
  const wayfinder = {
    apiKey,
    keyId,
    publicKey,
    recordKey,
    reportingClientId: clientId,
    recordClientId: clientId,
  }
  const simulator = await startSimulator(
    {
      port: config.simulatorPort,
      portalUrl: config.baseUrl,
      clientId,
      clientPublicKey: publicKey,
      people: demonstrationPeople(londonDate(clock.now())),
      staff: demonstrationStaff,
      wayfinder: new SimulatedWayfinder(wayfinder),
    },
    nhsLoginKeys,
  )
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { issuer } = simulator
  const url = `${issuer}/patient-care-aggregator-reporting`
  return {
    nhsLogin: { issuer, clientId, privateKey, settingsUrl: `${issuer}/settings` },
    staffLogin: {
      provider: 'cis2',
      issuer: simulator.staffIssuer,
      clientId,
      privateKey,
      clientSecret: undefined,
      assurance: 2,
      roles: DEMONSTRATION_ROLES,
    },
    wayfinder: {
      reportingService: { url, tokenUrl: `${issuer}/oauth2/token`, clientId, apiKey, keyId, privateKey },
      recordService: { url: issuer, key: recordKey, clientId, maxBatch: 200 },
    },
    aggregator: simulator.aggregator,
    pages: statesPages({
      ...{ clock, database, files },
      simulator: issuer,
      disabledFeatures: config.disabledFeatures,
    }),
    staffPages: staffStatesPages(),
    close: () => simulator.close(),
  }
}
