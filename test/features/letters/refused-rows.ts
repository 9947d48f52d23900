import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'

const at = '2026-07-01T09:00:00.000'

const aLetterWith = (changes: object) => (database: Database) =>
  database('letter').insert({
    ...{ id: randomUUID(), patient_id: randomUUID(), trust_ods_code: 'RFF', source_id: randomUUID() },
    ...{ kind: 'outcome', dated_on: '2026-06-30', imported_at: at, file_id: randomUUID(), file_size: 1 },
    ...{ file_format: 'text', content_hash: 'a'.repeat(64), ...changes },
  })

/** What the database itself refuses of letters and their files. */
export const refusedLetters: Record<string, (database: Database) => PromiseLike<unknown>> = {
  'a letter of no known kind': aLetterWith({ kind: 'advert' }),
  'a letter in no known format': aLetterWith({ file_format: 'fax' }),
  'a letter that was read and never seen': aLetterWith({ read_at: at }),
  'a letter that replaces itself': database => {
    const id = randomUUID()
    return aLetterWith({ id, superseded_by: id })(database)
  },
  'a letter posted in no known way': aLetterWith({
    ...{ to_post_at: at, post_ended_at: at, post_ended_by: 'u', post_outcome: 'burnt' },
  }),
  'a letter posted by no one': aLetterWith({ to_post_at: at, post_ended_at: at, post_outcome: 'posted' }),
  'a file in no known place': database =>
    database('stored_file').insert({
      ...{ id: randomUUID(), format: 1, size: 1, key_id: 'k', wrapped_key: Buffer.alloc(60) },
      ...{ place: 'shelf', stored_at: at },
    }),
}

export const checksOfLetters = [
  ...[
    'file_format',
    'kind',
    'not_superseded_by_itself',
    'post_ended_once',
    'post_outcome',
    'read_was_seen',
  ].map(rule => `letter_${rule}`),
  'stored_file_place',
]
