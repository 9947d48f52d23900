/** What must never happen, whatever fails; each is one kind, so that a planted bug can be seen to be caught as itself. */
export type Kind =
  | 'slot over capacity'
  | 'counter differs from rows'
  | 'acknowledged change lost'
  | 'made twice'
  | 'phantom change'
  | 'without an appointment'
  | 'requests do not add up'
  | 'outbox and audit differ'
  | 'stale read'
  | 'stale form accepted'
  | 'repeat refused'
  | 'another patient shown'
  | 'own appointment not found'
  | 'broken answer'
  | 'too slow'
  | 'a copy died'

export interface Violation {
  kind: Kind
  what: string
}

const MAX_KEYS_IN_MEMORY = 200

/** Collects what went wrong. One fault can break a thousand answers, so only the first are kept, and all are counted. */
export class Violations {
  readonly first: Violation[] = []
  readonly counts = new Map<Kind, number>()

  add(kind: Kind, what: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
    if (this.first.length < MAX_KEYS_IN_MEMORY) this.first.push({ kind, what })
  }

  get any(): boolean {
    return this.counts.size > 0
  }
}
