import type { Database } from '../../../src/database/database.ts'
import {
  type HostileStaffLogin,
  roleAt,
  type TestStaff,
} from '../../support/staff-login/hostile-staff-login.ts'
import { codeOf } from '../../support/staff-login/roles.ts'
import { Browser, GoneAway, type Visitor } from '../browser.ts'
import { retryBusy } from '../database/retry-busy.ts'
import type { History } from '../history.ts'
import type { Network } from '../network.ts'
import type { Random } from '../random.ts'
import type { Town } from '../town.ts'
import type { Desk, Row } from './desk.ts'
import { carryOn, runClinic } from './running-clinics.ts'
import { changeAccess, servePatient } from './serving-patients.ts'
import { pryIntoRequest, workOnRequest } from './working-requests.ts'
import { workOnTask } from './working-tasks.ts'

/** Beyond the patients, so that nobody comes from the same address. */
const FIRST_INDEX = 1 << 20

export interface Hospital {
  database: Database
  history: History
  network: Network
  staffLogin: HostileStaffLogin
  town: Town
}

/** A team lead of one trust, who does all that staff can do with requests, patients and clinics. */
export class Colleague {
  readonly trust: string
  readonly #browser: Browser
  readonly #hospital: Hospital
  readonly #random: Random
  readonly #person: TestStaff
  readonly #kept: Desk['kept'] = []
  #userId: string | undefined
  done = 0

  constructor(index: number, trust: string, hospital: Hospital, random: Random) {
    this.trust = trust
    this.#hospital = hospital
    this.#random = random
    const id = `5550000${String(index).padStart(5, '0')}`
    this.#person = { id, name: `Lead ${index}`, roles: [roleAt(trust, codeOf('team-lead'))] }
    const { history, network } = hospital
    this.#browser = new Browser(this.#visitor(index), network, random, history.violations)
  }

  /** Does one thing. */
  async act(): Promise<void> {
    await this.#atDesk(async desk => {
      const what = this.#random.next()
      if (what < 0.48) await workOnRequest(desk)
      else if (what < 0.6) await workOnTask(desk)
      else if (what < 0.73) await servePatient(desk)
      else if (what < 0.88) await runClinic(desk)
      else if (what < 0.92) await changeAccess(desk)
      else if (what < 0.97) await pryIntoRequest(desk)
      else await this.#browser.read('/staff/requests')
    })
  }

  async carryOn(closure: Row): Promise<void> {
    await this.#atDesk(desk => carryOn(desk, closure))
  }

  async #atDesk(act: (desk: Desk) => Promise<void>): Promise<void> {
    try {
      if (!this.#browser.loggedIn) await this.#browser.logIn()
      const { database, history, town } = this.#hospital
      this.#userId ??= await retryBusy(() =>
        database('staff_user').where('name', this.#person.name).first('id'),
      ).then(row => row.id)
      const userId = String(this.#userId)
      const desk = {
        browser: this.#browser,
        database,
        history,
        town,
        random: this.#random,
        kept: this.#kept,
      }
      await act({ ...desk, trust: this.trust, userId })
      this.done++
    } catch (error) {
      if (!(error instanceof GoneAway)) throw error
    }
  }

  #visitor(index: number): Visitor {
    const { staffLogin, town } = this.#hospital
    const others = town.trusts.filter(({ odsCode }) => odsCode !== this.trust)
    return {
      index: FIRST_INDEX + index,
      name: this.#person.name,
      home: '/staff',
      provider: staffLogin,
      present: () => Object.assign(staffLogin, { person: this.#person }),
      notTheirs: page =>
        others
          .filter(({ specialty }) => page.includes(`${specialty} Mx`))
          .map(({ odsCode }) => ({ kind: 'another trust shown', what: `an appointment of ${odsCode}` })),
    }
  }
}
