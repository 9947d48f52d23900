import type { Job, Worker } from '../../../scheduling/leased-job.ts'
import { workThrough } from '../../../scheduling/work-through.ts'
import type { JobWorker } from '../../feature.ts'
import { type ArrivalRow, findArrival, listArrivals, refuseArrival, removeArrival } from './arrival-store.ts'
import { readArrivingLetter } from './arriving-letter.ts'
import { LetterInspector } from './inspection/letter-inspector.ts'
import { type Arrival, LetterImporter, type Refused } from './letter-importer.ts'
import { LetterRefused } from './refusal.ts'

/** Letters of one run. Each is a transaction of its own, because it may have 25 MB. */
const BATCH_SIZE = 100

/** Takes in the letters that the PAS adds, as the command does those of a folder. */
export const takeArrivals: Job<JobWorker> = {
  name: 'letter-arrivals',
  // A letter may take 20 seconds to read.
  pace: { lease: 60 * 60_000, pauseWhenIdle: 60_000 },
  prepare: worker => async signal => {
    const entries = await listArrivals(worker.database, BATCH_SIZE)
    if (entries.length === 0) return 'done'
    const inspector = new LetterInspector(1)
    const importer = new LetterImporter({ ...worker, inspector })
    try {
      return await workThrough({
        entries,
        size: BATCH_SIZE,
        signal,
        work: id => takeArrival(worker, importer, id),
        onError: (error, resource) =>
          worker.log.error({ kind: 'letter', resource, error }, 'a letter of the PAS was not taken in'),
        failure: 'letters-not-taken-in',
      })
    } finally {
      await inspector.close()
    }
  },
}

async function takeArrival(
  { database, clock, log }: Worker,
  importer: LetterImporter,
  id: string,
): Promise<void> {
  const row = await findArrival(database, id)
  if (!row) return
  const [outcome] = await importer.take([arrivalOf(row)])
  if (outcome && 'refused' in outcome) {
    log.warn(
      { kind: 'letter', reason: outcome.refused.code, resource: id },
      'a letter of the PAS was refused',
    )
    await refuseArrival(database, id, outcome.refused, clock.now())
  } else await removeArrival(database, id)
}

function arrivalOf({ fields, pdf, html }: ArrivalRow): Arrival | Refused {
  try {
    // The names stand for the files, which are in the row.
    const { letter } = readArrivingLetter({ ...fields, file: pdf && 'pdf' })
    const content = { pdf: pdf ?? Buffer.alloc(0), html: html === null ? undefined : Buffer.from(html) }
    return { letter, content: letter.description && (async () => content) }
  } catch (error) {
    if (error instanceof LetterRefused) return { refused: error }
    throw error
  }
}
