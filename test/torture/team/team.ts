import { retryBusy } from '../database/retry-busy.ts'
import type { Random } from '../random.ts'
import { Colleague, type Hospital } from './colleague.ts'

/** Each page answers for 20 patients. */
const MAX_PAGES = 20

/** The staff of all trusts, who use the pages of the portal at the same time as the patients. */
export class Team {
  readonly #hospital: Hospital
  readonly #random: Random
  /** Those who are doing nothing. */
  readonly #idle: Colleague[]

  /** `ofTrust`: how many there are at each trust. */
  constructor(hospital: Hospital, random: Random, ofTrust: number) {
    this.#hospital = hospital
    this.#random = random
    this.#idle = hospital.town.trusts.flatMap(({ odsCode }, place) =>
      Array.from(
        { length: ofTrust },
        (_, index) => new Colleague(place * ofTrust + index + 1, odsCode, hospital, random.fork()),
      ),
    )
  }

  /** One of them does something, unless all are busy. */
  async act(): Promise<void> {
    const [colleague] = this.#idle.splice(this.#random.below(this.#idle.length), 1)
    if (!colleague) return
    await colleague.act().finally(() => this.#idle.push(colleague))
  }

  /** Does what is left for the patients of closed clinics, as the worker would. */
  async finishClosures(): Promise<void> {
    const { database } = this.#hospital
    for (let page = 0; page < MAX_PAGES; page++) {
      const left = await retryBusy(() =>
        database('closure')
          .whereNull('closure.reopened_at')
          .whereExists(
            database('closed_appointment')
              .whereRaw('closure_id = closure.id')
              .whereNull('outcome')
              .select('*'),
          ),
      )
      if (left.length === 0) return
      for (const closure of left)
        await this.#idle.find(({ trust }) => trust === closure.trust_ods_code)?.carryOn(closure)
    }
  }
}
