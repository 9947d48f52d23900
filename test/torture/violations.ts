/**
 * The kinds of violation that must never happen. They are distinct, so that a test can check that a planted bug is
 * found.
 */
export type Kind =
  | 'slot over capacity'
  | 'counter differs from rows'
  | 'acknowledged change lost'
  | 'made twice'
  | 'phantom change'
  | 'without an appointment'
  | 'requests do not add up'
  | 'not one outcome'
  | 'booked in a closed clinic'
  | 'cancelled without a task'
  | 'rule did not act once'
  | 'audit chain broken'
  | 'outbox and audit differ'
  | 'stale read'
  | 'stale form accepted'
  | 'repeat refused'
  | 'another patient shown'
  | 'another trust shown'
  | 'another trust changed'
  | 'own appointment not found'
  | 'broken answer'
  | 'too slow'
  | 'a copy died'

export interface Violation {
  kind: Kind
  what: string
}

const MAX_KEPT = 200

/** Collects violations. One bug can cause thousands, so all are counted, but only the first are kept. */
export class Violations {
  readonly first: Violation[] = []
  readonly counts = new Map<Kind, number>()

  add(kind: Kind, what: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
    if (this.first.length < MAX_KEPT) this.first.push({ kind, what })
  }

  get any(): boolean {
    return this.counts.size > 0
  }
}
