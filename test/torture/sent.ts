import type { Violations } from './violations.ts'

/** `refused`: the portal refused it. `unknown`: there was no answer, so the change may have been made. */
type Came = 'under way' | 'ok' | 'refused' | 'unknown'

/** A filled-in form. Sent once or repeatedly, it must make one change or none. */
export abstract class Sent {
  readonly #attempts: { came: Came; afterOk: boolean }[] = []

  get came(): Came | 'not sent' {
    const all = this.#attempts.map(({ came }) => came)
    if (all.includes('ok')) return 'ok'
    if (all.includes('under way')) return 'under way'
    if (all.includes('unknown')) return 'unknown'
    return all.length > 0 ? 'refused' : 'not sent'
  }

  /** Whether the change may have been made. */
  get mayBeDone(): boolean {
    return this.came !== 'refused' && this.came !== 'not sent'
  }

  begin(): (came: 'ok' | 'refused' | 'refused as changed' | 'unknown', violations: Violations) => void {
    const attempt = { came: 'under way' as Came, afterOk: this.came === 'ok' }
    this.#attempts.push(attempt)
    return (came, violations) => {
      attempt.came = came === 'refused as changed' ? 'refused' : came
      if (attempt.afterOk && came === 'refused as changed')
        violations.add('repeat refused', `${this} was accepted, and refused when sent again`)
    }
  }

  abstract toString(): string
}
