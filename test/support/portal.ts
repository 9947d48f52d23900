import { Writable } from 'node:stream'
import supertest from 'supertest'
import { type Config, loadConfig } from '../../src/config/config.ts'
import type { Database } from '../../src/database/database.ts'
import type { Feature } from '../../src/features/feature.ts'
import { type Portal, startPortal } from '../../src/portal.ts'
import type { Clock } from '../../src/shared/clock.ts'
import { createLog } from '../../src/shared/log.ts'
import './time/event-loop.ts'
import type { TestPerson } from './nhs-login/hostile-id-token.ts'
import { HostileNhsLogin } from './nhs-login/hostile-nhs-login.ts'
import { logInLink } from './page.ts'
import { HostileStaffLogin } from './staff-login/hostile-staff-login.ts'
import { ROLES } from './staff-login/roles.ts'

/** Monday 15 June 2026, 10am in London. */
export const MONDAY = Temporal.Instant.from('2026-06-15T09:00Z')

import { borrowDatabase, returnDatabase } from './database/portal-databases.ts'

/** A clock that moves only by `set` and `pass`. */
export class TestClock implements Clock {
  #now = Temporal.Now.instant().round('second')

  now(): Temporal.Instant {
    return this.#now
  }

  set(instant: Temporal.Instant | string): void {
    this.#now = Temporal.Instant.from(instant)
  }

  pass(duration: Temporal.DurationLike): void {
    this.#now = this.#now.add(duration)
  }
}

export type Agent = ReturnType<typeof supertest.agent>

/** Who gives the aggregator its access tokens; the double of NHS login publishes its key too. */
export const PLATFORM = {
  issuer: 'https://platform.example',
  audience: 'patient-portal',
  clientIds: ['aggregator', 'aggregator-of-tests'],
}

/** The real portal, listening, on an empty database of its own, with only the clock and NHS login replaced. */
export class TestPortal {
  readonly clock = new TestClock()
  readonly nhsLogin: HostileNhsLogin
  readonly staffLogin: HostileStaffLogin
  /** Every line the portal logged, at the finest level. */
  readonly logged: string[] = []
  readonly database: Database
  readonly metrics: Portal['metrics']
  readonly url: string
  readonly #portal: Portal
  readonly #borrowed: string | undefined

  private constructor(
    [nhsLogin, staffLogin]: [HostileNhsLogin, HostileStaffLogin],
    portal: Portal,
    { clock, logged, borrowed }: { clock: TestClock; logged: string[]; borrowed: string | undefined },
  ) {
    this.nhsLogin = nhsLogin
    this.staffLogin = staffLogin
    this.#portal = portal
    this.#borrowed = borrowed
    this.clock = clock
    this.logged = logged
    this.database = portal.database
    this.metrics = portal.metrics
    this.url = `http://localhost:${portal.port}`
  }

  /** On an empty database unless the changes name one, with all features unless the test is about others. */
  static async start(changes: Partial<Config> = {}, features?: readonly Feature[]): Promise<TestPortal> {
    const borrowed = changes.databaseUrl ? undefined : await borrowDatabase()
    const providers = await Promise.all([HostileNhsLogin.start(), HostileStaffLogin.start()] as const)
    const [nhsLogin, staffLogin] = providers
    const clock = new TestClock()
    const logged: string[] = []
    const lines = new Writable({ write: (line, _encoding, done) => done(void logged.push(String(line))) })
    const config: Config = {
      ...loadConfig({
        PORT: '0',
        ...(borrowed ? { DATABASE_URL: borrowed } : {}),
        NHS_APP_URL: 'https://nhs-app.example',
        TRUST_PROXY: '1',
      }),
      nhsLogin: {
        issuer: nhsLogin.issuer,
        clientId: nhsLogin.clientId,
        privateKey: nhsLogin.clientPrivateKeyPem,
        settingsUrl: `${nhsLogin.issuer}/settings`,
      },
      staffLogin: {
        provider: 'cis2',
        issuer: staffLogin.issuer,
        clientId: staffLogin.clientId,
        privateKey: staffLogin.clientPrivateKeyPem,
        clientSecret: undefined,
        assurance: 2,
        roles: ROLES,
      },
      aggregator: {
        accessTokens: { ...PLATFORM, keysUrl: `${nhsLogin.issuer}/.well-known/jwks.json` },
        idTokens: {
          issuer: nhsLogin.issuer,
          audience: 'nhs-online',
          keysUrl: `${nhsLogin.issuer}/.well-known/jwks.json`,
        },
      },
      ...changes,
    }
    const portal = await startPortal(config, {
      clock,
      log: createLog('trace', lines),
      ...(features && { features }),
    }).catch(async error => {
      // Otherwise the doubles would keep the test's process running.
      for (const provider of providers) await provider.close()
      throw error
    })
    return new TestPortal(providers, portal, { clock, logged, borrowed })
  }

  /**
   * A new browser, without scripts: it keeps cookies and follows nothing by itself. It comes through one
   * proxy, which may say from which address.
   */
  browser(address?: string): Agent {
    const agent = supertest.agent(this.url).redirects(0)
    return (address ? agent.set('X-Forwarded-For', address) : agent) as Agent
  }

  /** A browser in which this person has logged in with NHS login. */
  async logIn(person: TestPerson): Promise<Agent> {
    const browser = this.browser()
    this.nhsLogin.person = person
    const page = await browser.get('/patient-portal/log-in').expect(200)
    const toNhsLogin = await browser.get(logInLink(page.text)).expect(303)
    const callback = await this.nhsLogin.answerTo(String(toNhsLogin.headers.location))
    await browser
      .get(callback.pathname + callback.search)
      .expect(303)
      .expect('location', '/patient-portal')
    return browser
  }

  async close(): Promise<void> {
    await this.#portal.close()
    if (this.#borrowed) returnDatabase(this.#borrowed)
    await this.nhsLogin.close()
    await this.staffLogin.close()
  }
}

/** The real portal on a Monday morning. */
export async function aPortal(...how: Parameters<typeof TestPortal.start>): Promise<TestPortal> {
  const portal = await TestPortal.start(...how)
  portal.clock.set(MONDAY)
  return portal
}
