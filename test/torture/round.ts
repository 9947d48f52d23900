import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'
import { HostileStaffLogin } from '../support/staff-login/hostile-staff-login.ts'
import { ROLES } from '../support/staff-login/roles.ts'
import { check, checkSlots } from './check.ts'
import { Copies } from './copies.ts'
import { counted } from './counted.ts'
import { type DatabaseUnderTest, sqliteFile } from './database/database-under-test.ts'
import { History } from './history.ts'
import { type Fault, Nemesis } from './nemesis.ts'
import { Network } from './network.ts'
import { Patient } from './patient.ts'
import { Random } from './random.ts'
import { Staff } from './staff.ts'
import { checkClosedSlots } from './team/check-clinics.ts'
import { addRules, checkRules } from './team/rules.ts'
import { Team } from './team/team.ts'
import { aTown } from './town.ts'
import { type Kind, Violations } from './violations.ts'

export interface Plan {
  seed: number
  /** Requests. */
  operations: number
  /** Patients active at the same time. */
  patients: number
  /** All patients. */
  population: number
  /** Staff of each trust. */
  colleagues?: number
  /** Average number of requests between faults. */
  faultEvery: number
  /** The folder of the portal under test; by default this repository. */
  root?: string
  /** Ends the round as soon as all these kinds of violation are found. */
  until?: readonly Kind[]
  open?: () => Promise<DatabaseUnderTest>
  progress?(soFar: { operations: number; faults: number }): void
}

export interface Figures {
  operations: number
  changes: number
  /** By the hospital in the PAS. */
  byStaff: number
  /** How often a rule acted on an event. */
  byRules: number
  /** Forms of staff by what they do. */
  deeds: Map<string, number>
  lost: number
  unknown: number
  loggedOut: number
  forms: Record<string, number>
  statuses: Map<number, number>
  faults: Map<Fault, number>
  durations: number[]
}

const COPIES = 2
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** One run from an empty database to the final check. The seed decides what patients do, and what fails when. */
export async function round(plan: Plan): Promise<{ violations: Violations; figures: Figures }> {
  const { colleagues = 3 } = plan
  const violations = new Violations()
  const history = new History(violations)
  const random = new Random(plan.seed)
  const under = await (plan.open ?? sqliteFile)()
  const root = plan.root ?? ROOT
  const { migrate }: typeof import('../../src/database/migrate.ts') = await import(
    `${root}/src/database/migrate.ts`
  )
  await migrate(under.database)
  const town = await aTown(under.database, plan.population)
  await addRules(under.database, town)
  const nhsLogin = await HostileNhsLogin.start('localhost')
  const staffLogin = await HostileStaffLogin.start('localhost')
  const given = settings({ nhsLogin, staffLogin, databaseUrl: under.url })
  const copies = await Copies.start(root, COPIES, given, violations)
  const network = await Network.open(copies.ports, violations)
  const nemesis = new Nemesis(copies, random.fork(), under.fault)
  const staff = new Staff(under.database, town, history, random.fork())
  const team = new Team(
    { database: under.database, history, network, staffLogin, town },
    random.fork(),
    colleagues,
  )
  const surroundings = { history, network, nhsLogin, staff, town }
  const patients = town.people.map(person => new Patient(person, surroundings, random.fork()))

  const isOver = () =>
    network.operations >= plan.operations || (plan.until?.every(kind => violations.counts.has(kind)) ?? false)
  const away = [...patients]
  const order = random.fork()
  const actOneAfterTheOther = async () => {
    while (!isOver()) {
      const [patient] = away.splice(order.below(away.length), 1)
      if (order.chance(0.4)) await staff.act()
      if (order.chance(0.5)) await team.act()
      await patient?.visit()
      if (patient) away.push(patient)
    }
  }
  const fail = async () => {
    const moments = random.fork()
    while (!isOver()) {
      const next = network.operations + moments.between(plan.faultEvery / 2, plan.faultEvery * 1.5)
      while (network.operations < next && !isOver()) await wait(5)
      if (isOver()) return
      await nemesis.strike()
      await checkSlots(under.database, history)
      await checkClosedSlots(under.database, history)
      plan.progress?.({ operations: network.operations, faults: total(nemesis.counts) })
    }
  }
  try {
    await Promise.all([fail(), ...Array.from({ length: plan.patients }, actOneAfterTheOther)])
    // By then, requests whose patient gave up have arrived, or never will.
    await wait(violations.any ? 0 : 500)
    await checkClosedSlots(under.database, history)
    await team.finishClosures()
    const changes = await check(under.database, town, history)
    const byRules = await checkRules(under.database, history)
    return { violations, figures: { changes, byRules, ...figures() } }
  } finally {
    nemesis.close()
    await network.close()
    await copies.close()
    await nhsLogin.close()
    await staffLogin.close()
    await under.remove()
  }

  function figures() {
    const forms: Record<string, number> = {}
    for (const form of history.forms) forms[form.came] = (forms[form.came] ?? 0) + 1
    const loggedOut = patients.reduce((sum, { browser }) => sum + browser.loggedOut, 0)
    const { durations, lost, operations, statuses, unknown } = network
    return {
      durations,
      lost,
      operations,
      statuses,
      unknown,
      loggedOut,
      forms,
      byStaff: staff.done,
      deeds: counted(history.deeds.filter(({ came }) => came === 'ok').map(({ facts }) => facts.step)),
      faults: nemesis.counts,
    }
  }
}

function settings({
  nhsLogin,
  staffLogin,
  databaseUrl,
}: {
  nhsLogin: HostileNhsLogin
  staffLogin: HostileStaffLogin
  databaseUrl: string
}): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    NHS_LOGIN_ISSUER: nhsLogin.issuer,
    NHS_LOGIN_CLIENT_ID: nhsLogin.clientId,
    NHS_LOGIN_PRIVATE_KEY: nhsLogin.clientPrivateKeyPem,
    STAFF_LOGIN_ISSUER: staffLogin.issuer,
    STAFF_LOGIN_CLIENT_ID: staffLogin.clientId,
    STAFF_LOGIN_PRIVATE_KEY: staffLogin.clientPrivateKeyPem,
    STAFF_LOGIN_ROLES: ROLES.map(({ theirs, ours }) => `${theirs}=${ours}`).join(','),
    NHS_APP_URL: 'https://nhs-app.example',
    TRUST_PROXY: '1',
    LOG_LEVEL: 'error',
  }
}

export function total(counts: Map<unknown, number>): number {
  return [...counts.values()].reduce((sum, each) => sum + each, 0)
}
