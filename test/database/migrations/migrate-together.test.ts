import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Knex } from 'knex'
import { openDatabase } from '../../../src/database/database.ts'
import { migrate } from '../../../src/database/migrate.ts'
import { aDatabase, aDatabaseUrl, onEachDatabase } from '../../support/databases.ts'
import { aMoment } from '../../support/time/until.ts'

/** Several machines on one database: released at once, killed half way, rolled back. */

function run(program: string, url: string): ChildProcess {
  const file = fileURLToPath(new URL(program, import.meta.url))
  return spawn(process.execPath, [file, url], { env: { ...process.env, DATABASE_URL: url } })
}

async function outcomeOf(child: ChildProcess) {
  const { stdout, stderr } = child
  assert.ok(stdout && stderr)
  const [said, complained] = await Promise.all([text(stdout), text(stderr), once(child, 'close')])
  return { said, complained, code: child.exitCode }
}

onEachDatabase('three machines migrate at once: one does it, the others find nothing to do', async t => {
  const url = await aDatabaseUrl(t)
  const outcomes = await Promise.all(
    [1, 2, 3].map(() => outcomeOf(run('../../../src/commands/migrate.ts', url))),
  )
  for (const { code, complained } of outcomes) assert.deepEqual([code, complained], [0, ''])
  const said = outcomes.map(outcome => outcome.said).toSorted()
  assert.match(String(said[0]), /^Applied 0001-pas\.ts.*\n$/)
  assert.deepEqual(said.slice(1), ['No migrations to apply\n', 'No migrations to apply\n'])
  const database = openDatabase(url)
  t.after(() => database.destroy())
  const applied = await database('knex_migrations').pluck('name')
  assert.deepEqual(applied, [...new Set(applied)])
})

onEachDatabase(
  'a machine waits for another that is migrating, and goes on when that one is killed',
  async t => {
    const url = await aDatabaseUrl(t)
    const killed = run('migrate-slowly.ts', url)
    t.after(() => killed.kill('SIGKILL'))
    const { stdout } = killed
    assert.ok(stdout)
    await once(stdout, 'data')
    const second = run('../../../src/commands/migrate.ts', url)
    const outcome = outcomeOf(second)
    await aMoment(2000)
    assert.equal(second.exitCode, null, 'it waits')
    killed.kill('SIGKILL')
    assert.match((await outcome).said, /^Applied 0001-pas\.ts/)
    const database = openDatabase(url)
    t.after(() => database.destroy())
    assert.equal(await database.schema.hasTable('half'), false)
    assert.equal(await database.schema.hasTable('trust'), true)
  },
)

onEachDatabase('a lock left in Knex’s own table is no obstacle', async t => {
  const database = openDatabase(await aDatabaseUrl(t))
  t.after(() => database.destroy())
  await migrate(database, tables('one'))
  await database('knex_migrations_lock').update('is_locked', 1)
  assert.deepEqual(await migrate(database, tables('one', 'two')), ['two'])
})

/** A migration for each name, which makes the table of that name. */
function tables(...names: string[]) {
  return {
    getMigrations: async () => names,
    getMigrationName: (name: string) => name,
    getMigration: async (name: string) => ({
      up: (db: Knex) => db.schema.createTable(name, table => table.string('name', 10)),
      down: async () => {},
    }),
  }
}

onEachDatabase('a release that finds the database ahead of it has nothing to apply', async t => {
  const url = await aDatabaseUrl(t)
  const database = await aDatabase(t, url)
  await database('knex_migrations').insert({ name: '9999-from-a-later-release.ts', batch: 2 })
  await database.schema.alterTable('patient', table => table.string('preferred_name', 200))
  assert.deepEqual(await migrate(database), [])
  const { code, said } = await outcomeOf(run('../../../src/commands/migrate.ts', url))
  assert.deepEqual([code, said], [0, 'No migrations to apply\n'])
})
