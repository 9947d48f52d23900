import type { Database } from '../database/database.ts'
import type { GaugeGroup } from '../shared/gauges.ts'
import { countFaulty, findLastCheck, findOldest } from './file-check-store.ts'
import { countByKey } from './file-store.ts'

/** How many files there are, and what the nightly check has found. */
export const fileGauges: readonly GaugeGroup<Database>[] = [
  {
    help: { stored_files: 'Stored files by the master key that wraps them.' },
    labels: { stored_files: 'key' },
    keepForMinutes: 10,
    read: async database => ({ stored_files: await countByKey(database) }),
  },
  {
    help: {
      stored_files_unreadable: 'Stored files that could not be read when they were last checked.',
      stored_files_strays: 'Files in the folder that the database did not know at the last check.',
      stored_files_unchecked_seconds: 'Time since the nightly check of stored files.',
    },
    async read(database, now) {
      const last = await findLastCheck(database)
      const since = last?.at ?? (await findOldest(database)) ?? now
      return {
        stored_files_unreadable: await countFaulty(database),
        stored_files_strays: last?.strays ?? 0,
        stored_files_unchecked_seconds: Math.max(0, Math.floor(now.since(since).total('seconds'))),
      }
    },
  },
]
