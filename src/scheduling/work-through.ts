import type { JobResult } from './leased-job.ts'

interface Batch<Entry> {
  entries: readonly Entry[]
  /** How many entries a full batch has. After a full one there may be more. */
  size: number
  signal: AbortSignal
  work: (entry: Entry) => Promise<unknown>
  /** Logs what went wrong with one entry. The others go on. */
  onError: (error: unknown, entry: Entry) => void
  /** What the job's health says if an entry failed. */
  failure: string
}

/** Works through one batch of a job, an entry at a time. Stops before the next entry when the process is to stop. */
export async function workThrough<Entry>(batch: Batch<Entry>): Promise<JobResult> {
  let failed = 0
  for (const entry of batch.entries) {
    if (batch.signal.aborted) return 'more'
    await batch.work(entry).catch(error => {
      failed++
      batch.onError(error, entry)
    })
  }
  if (failed > 0) return { failed: batch.failure }
  return batch.entries.length === batch.size ? 'more' : 'done'
}
