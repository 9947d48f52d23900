import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { freeText } from '../security/no-leaks-support.ts'
import { aPatient, testPerson } from '../support/builders.ts'
import { childEnvironment } from '../support/child-environment.ts'

/** What a process says as it ends unasked: enough to find the fault, and nothing of a patient. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'portal-crash-'))
after(() => rmSync(folder, { recursive: true }))

async function run(file: string, environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { ...childEnvironment, ...environment },
    // One that does not end is ended.
    timeout: 60_000,
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (said += text))
  const [code] = await once(child, 'close')
  return { code, said }
}

/** A program of ours that does this once its crashes are logged. */
function aProgram(text: string): string {
  const file = join(folder, `${text.length}.ts`)
  writeFileSync(
    file,
    `import { handleCrashes } from '${root}src/runtime/crash-handler.ts'\nhandleCrashes()\n${text}\n`,
  )
  return file
}

function oneReducedLine(said: string) {
  assert.doesNotMatch(said, /canary|9434765919/i)
  // What the simulator's library says of our newer Node.
  const lines = said
    .trim()
    .split('\n')
    .filter(line => !line.startsWith('oidc-provider WARNING'))
  assert.equal(lines.length, 1, said)
  const { level, msg, error } = JSON.parse(lines[0] ?? '')
  assert.deepEqual([level, msg], [60, 'process ended by an uncaught error'])
  return error
}

const canary = JSON.stringify(freeText)

for (const [what, text] of Object.entries({
  'an uncaught exception': `setTimeout(() => { throw new TypeError(${canary}) })`,
  'an exception while it starts': `throw new TypeError(${canary})`,
  'an unhandled rejection': `Promise.reject(new TypeError(${canary})); setInterval(() => {}, 1000)`,
  'a promise refused while it starts': `await Promise.reject(new TypeError(${canary}))`,
  'an error with causes': `throw new TypeError(${canary}, { cause: new Error(${canary}) })`,
}))
  test(`${what} is one line, which says of what kind and where, and an exit that is not 0`, async () => {
    const { code, said } = await run(aProgram(text))
    const { type, frames } = oneReducedLine(said)
    assert.deepEqual([code, type], [1, 'TypeError'])
    // The random end of the folder's name may look like a postcode, which no log repeats.
    assert.match(frames[0], /\/portal-crash-/)
  })

test('something thrown that is no error is not repeated either', async () => {
  for (const text of [`throw ${canary}`, `Promise.reject(${canary})`])
    oneReducedLine((await run(aProgram(text))).said)
})

test('without this, the canaries would be found', async () => {
  const file = join(folder, 'bare.ts')
  writeFileSync(file, `throw new TypeError(${canary})`)
  const { said } = await run(file)
  assert.throws(() => oneReducedLine(said), /canary/i)
})

test('wrong settings are reported without their values', async () => {
  for (const program of ['server', 'worker', 'commands/migrate', 'commands/verify-audit']) {
    const { code, said } = await run(`src/${program}.ts`, {
      DATABASE_URL: 'mssql://u:Canary%zz@host/db',
      PORT: 'Canary',
    })
    assert.equal(code, 1)
    assert.match(said, /The settings are not valid:\n {2}PORT: .*\n {2}DATABASE_URL: .*/)
    assert.doesNotMatch(said, /Canary/)
  }
})

test('a feature that cannot be switched off keeps the portal from starting, by the name of the setting', async () => {
  const { code, said } = await run('src/server.ts', { PORT: '0', FEATURES: 'appointments' })
  assert.deepEqual([code, /FEATURES: /.test(said)], [1, true])
})

test('a port in use is reported in words, a file that is not a database by its code', async () => {
  const taken = createServer().listen(0)
  await once(taken, 'listening')
  const { port } = taken.address() as { port: number }
  const busy = await run('src/server.ts', { PORT: String(port), DATABASE_URL: 'sqlite::memory:' })
  taken.close()
  assert.equal(busy.code, 1)
  assert.match(busy.said, /The port is in use: set PORT/)

  const file = join(folder, 'Canary.sqlite')
  writeFileSync(file, 'Canary, and no database'.repeat(100))
  for (const program of ['server', 'commands/migrate', 'commands/verify-audit']) {
    const { code, said } = await run(`src/${program}.ts`, { PORT: '0', DATABASE_URL: `sqlite:${file}` })
    assert.deepEqual([code, oneReducedLine(said).code], [1, 'SQLITE_NOTADB'])
  }
})

test('the demonstration does not begin where other patients are', async () => {
  const file = join(folder, 'real.sqlite')
  const database = openDatabase(`sqlite:${file}`)
  await migrate(database)
  await aPatient(database, testPerson(1))
  const { code, said } = await run('src/server.ts', { PORT: '0', DATABASE_URL: `sqlite:${file}` })
  assert.equal(code, 1)
  assert.match(said, /DATABASE_URL: the database holds other patients/)
  assert.deepEqual(await database('told_record'), [])
  await database.destroy()
})

test('a statement that fails while the portal starts is not repeated with what it was to write', async () => {
  const file = join(folder, 'refusing.sqlite')
  const database = openDatabase(`sqlite:${file}`)
  await migrate(database)
  await database.raw(
    "create trigger refusing before insert on trust begin select raise(abort, 'Canary'); end",
  )
  await database.destroy()
  const { code, said } = await run('src/server.ts', { PORT: '0', DATABASE_URL: `sqlite:${file}` })
  assert.deepEqual([code, oneReducedLine(said).code], [1, 'SQLITE_CONSTRAINT_TRIGGER'])
  assert.doesNotMatch(said, /insert into|Castlemere/i)
})
