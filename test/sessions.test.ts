import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { aClinic, anAppointment, aPatient, testPerson } from './support/builders.ts'
import { hiddenFields, TestPortal } from './support/portal.ts'

const skip = !installed('redis-server') && 'redis-server is not installed'

test('with Redis, a session is kept there and ends there', { skip }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'))
  const port = await freePort()
  const redis = spawn('redis-server', ['--port', String(port), '--dir', folder, '--save', ''], {
    stdio: 'pipe',
  })
  await untilReady(redis)
  const portal = await TestPortal.start({ redisUrl: `redis://127.0.0.1:${port}` })
  try {
    const patientId = await aPatient(portal.database, testPerson(1))
    const clinicId = await aClinic(portal.database)
    const id = await anAppointment(portal.database, patientId, clinicId, {
      now: portal.clock.now(),
      in: { days: 9 },
    })
    const browser = await portal.logIn(testPerson(1))
    await browser.get('/patient-portal').expect(200)
    await browser.get('/health/ready').expect(200)
    assert.deepEqual(await portal.database('session'), [])

    await logOutWhileBusy(portal, `/patient-portal/appointment/${id}/cancel`)
    await browser.get('/patient-portal').expect(200)

    redis.kill('SIGKILL')
    await once(redis, 'exit')
    const answer = await browser.get('/patient-portal')
    assert.equal(answer.status, 503, 'a dead Redis shows the page that says to try later')
    await browser.get('/health/ready').expect(503)
    await browser.get('/health/live').expect(200)
  } finally {
    await portal.close()
    redis.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})

/** Requests that began before a log-out and end after it must not bring the session back. */
async function logOutWhileBusy(portal: TestPortal, address: string): Promise<void> {
  for (let round = 0; round < 10; round++) {
    const other = await portal.logIn(testPerson(1))
    const page = await other.get('/patient-portal/log-out').expect(200)
    const cookie = other.jar.getCookie('sid', {
      domain: 'localhost',
      path: '/',
      secure: false,
      script: false,
    })
    const old = `sid=${cookie?.value}`
    const answer = { ...hiddenFields(page.text), reason: 'other' }
    const busy = Array.from({ length: 10 }, () =>
      portal.browser().post(address).set('Cookie', old).type('form').send(answer),
    )
    const out = other.post('/patient-portal/log-out').type('form').send(hiddenFields(page.text))
    await Promise.all([out.expect(303), ...busy])
    await portal
      .browser()
      .get('/patient-portal')
      .set('Cookie', old)
      .expect('location', /timed-out/)
  }
}

function installed(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function untilReady({ stdout }: ReturnType<typeof spawn>): Promise<void> {
  if (!stdout) throw new Error('redis-server has no output')
  for await (const line of stdout) if (String(line).includes('Ready to accept connections')) break
}
