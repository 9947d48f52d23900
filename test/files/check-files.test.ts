import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toColumn } from '../../src/database/columns.ts'
import { checkSample, isDue } from '../../src/files/check-files.ts'
import { recordCheck } from '../../src/files/file-check-store.ts'
import { fileGauges } from '../../src/files/file-gauges.ts'
import { createLog } from '../../src/shared/log.ts'
import { aDatabase, onEachDatabase } from '../support/databases.ts'
import { aKey, someFiles, store } from './support.ts'

const at = (text: string) => Temporal.ZonedDateTime.from(`${text}[Europe/London]`).toInstant()
const { signal } = new AbortController()

onEachDatabase(
  'a check is due once a night, or when a night was missed, and not before there are files',
  async t => {
    const database = await aDatabase(t)
    assert.equal(await isDue(database, at('2026-06-15T03:00')), false)
    const { files } = someFiles(database)
    await store(files, database, 1)
    await database('stored_file').update({ stored_at: toColumn(at('2026-06-14T04:00')) })
    assert.equal(await isDue(database, at('2026-06-15T00:59')), false)
    assert.equal(await isDue(database, at('2026-06-15T01:00')), true)
    assert.equal(await isDue(database, at('2026-06-15T05:00')), false)
    assert.equal(await isDue(database, at('2026-06-15T06:00')), true)
  },
)

onEachDatabase(
  'the nightly check reads files to their end, remembers which it could not read, and looks at those again',
  async t => {
    const database = await aDatabase(t)
    const { files, faults } = someFiles(database)
    const ids: string[] = []
    for (let count = 0; count < 8; count++) ids.push((await store(files, database, 200_000)).id)
    const [broken = ''] = ids
    const last = database('stored_file_chunk').where({ file_id: broken, number: 3 })
    const [{ content }] = await last.clone().select('content')
    await last.clone().update({ content: Buffer.from(content).fill(0, 5, 6) })
    const logged: string[] = []
    const log = createLog('error', { write: (line: string) => void logged.push(line) })
    let now = at('2026-06-15T02:00')
    const worker = { database, files, log, clock: { now: () => now } }
    await checkSample(worker, signal)
    assert.deepEqual(faults, ['changed'])
    assert.deepEqual(await database('stored_file').whereNotNull('fault').select('id', 'fault'), [
      { id: broken, fault: 'changed' },
    ])
    assert.equal((await gauges()).stored_files_unreadable, 1)
    assert.deepEqual((await gauges()).stored_files, { one: 8 })
    now = at('2026-06-16T02:00')
    assert.equal((await gauges()).stored_files_unchecked_seconds, 24 * 60 * 60)
    await last.clone().update({ content })
    await checkSample(worker, signal)
    assert.deepEqual(await gauges(), {
      stored_files: { one: 8 },
      stored_files_unreadable: 0,
      stored_files_strays: 0,
      stored_files_unchecked_seconds: 0,
    })
    assert.equal((await database('stored_file_check')).length, 2)

    async function gauges(): Promise<Record<string, unknown>> {
      const read = await Promise.all(fileGauges.map(group => group.read(database, now)))
      return Object.assign({}, ...read)
    }
  },
)

onEachDatabase('a file without its row, and a row without its file, are found in a folder', async t => {
  const database = await aDatabase(t)
  const folder = mkdtempSync(join(tmpdir(), 'portal-files-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const { files, faults } = someFiles(database, { folder, keys: [aKey('one')] })
  const gone = await store(files, database, 10)
  const stray = await store(files, database, 10)
  const young = await store(files, database, 10)
  const fine = await store(files, database, 10)
  const path = (id: string) => join(folder, id.slice(0, 2), id)
  rmSync(path(gone.id))
  await database('stored_file').whereIn('id', [stray.id, young.id]).delete()
  const unfinished = join(folder, fine.id.slice(0, 2), `${fine.id}.part`)
  writeFileSync(unfinished, 'half')
  for (const old of [path(stray.id), unfinished]) utimesSync(old, 0, 0)
  const logged: string[] = []
  const log = createLog('warn', { write: (line: string) => void logged.push(line) })
  const now = Temporal.Now.instant()
  await checkSample({ database, files, log, clock: { now: () => now } }, signal)
  const check = await database('stored_file_check').first('read', 'unreadable', 'strays')
  assert.deepEqual({ ...check }, { read: 1, unreadable: 1, strays: 1 })
  assert.deepEqual(faults, ['missing'])
  assert.equal(logged.length, 1)
  assert.match(logged[0] ?? '', new RegExp(stray.id))
  const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(each => each.isFile())
  assert.deepEqual(left.map(({ name }) => name).toSorted(), [stray.id, young.id, fine.id].toSorted())
})

onEachDatabase('a check that is stopped records nothing, so that it is made again', async t => {
  const database = await aDatabase(t)
  const { files } = someFiles(database)
  await store(files, database, 1)
  const now = at('2026-06-15T02:00')
  const worker = { database, files, log: createLog('silent'), clock: { now: () => now } }
  await checkSample(worker, AbortSignal.abort())
  assert.equal((await database('stored_file_check')).length, 0)
  await recordCheck(database, { read: 1, unreadable: 0, strays: 0 }, now)
  assert.equal(await isDue(database, now.add({ hours: 3 })), false)
  assert.equal(await isDue(database, now.add({ hours: 22 })), false)
  assert.equal(await isDue(database, now.add({ hours: 24 })), true)
  assert.equal(await isDue(database, now.add({ hours: 27 })), true)
})
