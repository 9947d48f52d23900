import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Database } from '../../src/database/database.ts'
import { aboutToCancel, someoneLoggedIn } from '../features/appointments/support.ts'
import { auditedChanges } from '../support/audited.ts'
import { send } from '../support/form.ts'
import { heading } from '../support/page.ts'
import { aPortal } from '../support/portal.ts'
import { timeTaken } from '../support/time/time-taken.ts'

/** Milliseconds. */
const MAX_LENGTH = 3000

/** A portal on a disk of four megabytes; where we may not mount one, on a database that may not grow. */
async function onASmallDisk(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'portal-small-disk-'))
  const mounted = mayMount(folder)
  const portal = await aPortal({ databaseUrl: `sqlite:${join(folder, 'pas.sqlite')}` })
  t.after(async () => {
    await portal.close()
    if (mounted) execFileSync('umount', [folder])
    rmSync(folder, { recursive: true })
  })
  return { folder, mounted, portal }
}

function mayMount(folder: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function stopGrowing(database: Database): Promise<void> {
  // It becomes what the database has now.
  await database.raw('pragma max_page_count = 1')
  const row = { payload_hash: '', outcome: ' '.repeat(300), accepted_at: '2026-06-15T09:00:00.000' }
  const write = async () => {
    for (;;) await database('accepted_change').insert({ idempotency_key: randomUUID(), ...row })
  }
  await assert.rejects(write, { code: 'SQLITE_FULL' })
}

/** Writes until nothing more can be written. */
function fill(file: string): void {
  const filler = openSync(file, 'w')
  try {
    for (const size of [65_536, 512]) {
      const chunk = Buffer.alloc(size)
      while (wrote(filler, chunk) === size);
    }
  } finally {
    closeSync(filler)
  }
}

function wrote(file: number, chunk: Buffer): number {
  try {
    return writeSync(file, chunk)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return 0
  }
}

test('when the disk with the file of SQLite is full the patient reads so, nothing is half written, and nothing is shown without its audit entry', async t => {
  const { folder, mounted, portal } = await onASmallDisk(t)
  const patient = await someoneLoggedIn(portal)
  const form = await aboutToCancel(patient)
  const confirm = `${patient.address}/cancel/confirm`
  // What is in the log already would be written over.
  await portal.database.raw('pragma wal_checkpoint(truncate)')

  const filler = join(folder, 'filler')
  if (mounted) fill(filler)
  else await stopGrowing(portal.database)
  for (let tries = 0; tries < 3; tries++) {
    const [took, page] = await timeTaken(() => send(patient.browser, confirm, form))
    assert.ok(took < MAX_LENGTH, `${took} ms`)
    assert.equal(page.status, 503)
    assert.equal(heading(page.text), 'The service is not available')
  }
  await patient.browser.get('/patient-portal/appointments').expect(503)
  const row = await portal.database('appointment').where('id', patient.id).first()
  assert.deepEqual([row.status, row.version], ['booked', 1])
  assert.deepEqual(await auditedChanges(portal.database), [])

  if (mounted) rmSync(filler)
  else await portal.database.raw('pragma max_page_count = 1000000')
  await send(patient.browser, confirm, form).expect(303)
  assert.equal((await portal.database('audit_log').where('action', 'cancelled')).length, 1)
  assert.deepEqual(await portal.database.raw('pragma integrity_check'), [{ integrity_check: 'ok' }])
})
