import type { Letter } from './letter.ts'

/** What a patient is told about a letter on paper; undefined when there is nothing to tell. */
export interface PostNote {
  kind:
    | 'deadline'
    | 'overdue'
    | 'opened-in-time'
    | 'always'
    | 'marked'
    | 'opened-after-marked'
    | 'posted'
    | 'opened-after-posted'
    | 'not-needed'
  /** When it is due to be posted, or was. */
  at?: Temporal.Instant
}

/** `opens`: the page shows the whole letter, so that it counts as opened. */
export function postNote(
  { post, readAt }: Pick<Letter, 'post' | 'readAt'>,
  now: Temporal.Instant,
  { opens }: { opens: boolean },
): PostNote | undefined {
  const { after, always, endedAt, markedAt, outcome } = post
  const isOpen = opens || readAt !== null
  if (endedAt && outcome === 'not-needed') return { kind: 'not-needed' }
  if (endedAt) {
    const isLater = readAt && markedAt && Temporal.Instant.compare(readAt, markedAt) > 0
    return { kind: isLater && !always ? 'opened-after-posted' : 'posted', at: endedAt }
  }
  if (!after) return undefined
  if (always) return { kind: 'always' }
  if (markedAt) return { kind: isOpen ? 'opened-after-marked' : 'marked' }
  // It has been opened before, so this says nothing new.
  if (readAt) return undefined
  if (isOpen) return { kind: 'opened-in-time' }
  return Temporal.Instant.compare(now, after) < 0 ? { kind: 'deadline', at: after } : { kind: 'overdue' }
}
