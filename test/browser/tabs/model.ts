import type { Clock } from '../../../src/shared/clock.ts'

/** Each a patient but the stranger, who has an NHS login and no record at the hospital. */
export const NAMES = ['Maria', 'Tom', 'Stranger'] as const
export type Name = (typeof NAMES)[number]

export const HOME = '/patient-portal'

/** What a tab shows: the page it was going to, NHS login, or a page that says what to do, by the end of its address. */
export type Shown =
  | 'own page'
  | 'NHS login'
  | 'log-in'
  | 'log-out'
  | 'logged-out'
  | 'still-there'
  | 'timed-out'
  | 'cannot-show'
  | 'no-consent'
  | 'nhs-app'
  | 'start-again'
  | 'try-again'

/** A log-in that a tab has begun. `ends` are the pages where that tab may arrive. */
interface Attempt {
  ends: Set<string>
  byLink: boolean
  startedAt: Temporal.Instant
  number: number
  used: boolean
}

/** The patient who is logged in. Pages of one `mark` have forms and scripts of the same session. */
interface Session {
  name: Name
  mark: number
  /** The last use that was written: none is within a minute of the one before. */
  usedAt: Temporal.Instant
  /** Ten minutes after it was saved. */
  endsAt: Temporal.Instant
}

const IDLE = { minutes: 10 }
const ATTEMPT_MINUTES = 60
/** A browser keeps the cookies of this many log-ins. */
const ATTEMPTS_KEPT = 10

/** What the portal promises about one browser: who is logged in, and where each log-in leads. */
export class Model {
  readonly #clock: Clock
  readonly #attempts = new Map<string, Attempt>()
  #session: Session | undefined
  #marks = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get session(): Session | undefined {
    const session = this.#session
    return session && Temporal.Instant.compare(this.#clock.now(), session.endsAt) < 0 ? session : undefined
  }

  /** A page was loaded that extends the session. The use is written once a minute, so it may end a minute earlier. */
  use(): void {
    if (this.session && this.#minutesSince(this.session.usedAt) >= 1) {
      this.session.usedAt = this.#clock.now()
      this.save()
    }
  }

  /** What else the session holds has changed. */
  save(): void {
    if (this.session) this.session.endsAt = this.#clock.now().add(IDLE)
  }

  endSession(): void {
    this.#session = undefined
  }

  begin(state: string, ends: Set<string>, byLink: boolean): void {
    const number = this.#attempts.size
    // A link that is followed again from NHS login's page by Back is the same log-in.
    if (!this.#attempts.has(state))
      this.#attempts.set(state, { ends, byLink, startedAt: this.#clock.now(), number, used: false })
  }

  /** The browser comes back from NHS login; returns what the tab must show. */
  finish(state: string, name: Name, consents: boolean): Shown {
    const attempt = this.#attempts.get(state)
    if (!attempt) throw new Error('a log-in that no tab has begun')
    this.use()
    const isDropped = this.#attempts.size - attempt.number > ATTEMPTS_KEPT
    if (isDropped) attempt.ends.add(HOME)
    if (isDropped || attempt.used) return this.session ? 'own page' : 'start-again'
    attempt.used = true
    if (this.#minutesSince(attempt.startedAt) >= ATTEMPT_MINUTES) return this.#refused(attempt, 'try-again')
    if (!consents) return this.#refused(attempt, 'no-consent')
    if (name === 'Stranger') {
      this.endSession()
      return 'cannot-show'
    }
    const isSamePerson = this.session?.name === name
    const mark = isSamePerson && this.session ? this.session.mark : ++this.#marks
    const usedAt = this.#clock.now()
    this.#session = { name, mark, usedAt, endsAt: usedAt.add(IDLE) }
    return 'own page'
  }

  /** The person in the NHS App may be another than the one who is logged in here. */
  #refused({ byLink }: Attempt, page: Shown): Shown {
    if (byLink) this.endSession()
    return page
  }

  #minutesSince(instant: Temporal.Instant): number {
    return instant.until(this.#clock.now()).total('minutes')
  }
}
