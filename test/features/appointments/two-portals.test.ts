import assert from 'node:assert/strict'
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { after, before, test } from 'node:test'
import supertest from 'supertest'
import { loadConfig } from '../../../src/config/config.ts'
import { auditedChanges } from '../../support/audited.ts'
import { aDatabaseToShare } from '../../support/database/portal-databases.ts'
import type { Fields } from '../../support/form.ts'
import { aPortal, type TestPortal } from '../../support/portal.ts'
import { slotsNotAsBooked } from './door.ts'
import {
  aboutToCancel,
  aboutToMove,
  freeSlot,
  type LoggedInPatient,
  someone,
  someoneLoggedIn,
} from './support.ts'

/** Two portal processes share one PAS and give the same guarantees as one. */
let portal: TestPortal
let another: ChildProcess
let urls: string[]

before(async () => {
  const databaseUrl = await aDatabaseToShare({ after })
  portal = await aPortal({ databaseUrl })
  another = fork(new URL('./another-portal.ts', import.meta.url))
  const { issuer, clientId, clientPrivateKeyPem: privateKey } = portal.nhsLogin
  another.send({
    ...loadConfig({ PORT: '0' }),
    databaseUrl,
    nhsLogin: { issuer, clientId, privateKey, settingsUrl: `${issuer}/settings` },
  })
  const [port] = await once(another, 'message')
  urls = [portal.url, `http://localhost:${port}`]
})

after(async () => {
  another.disconnect()
  await once(another, 'exit')
  await portal.close()
})

/** Sends the form to one of the two portals, in the same browser session. */
function send(index: number, { browser, address }: LoggedInPatient, page: string, form: Fields) {
  const cookie = browser.jar.getCookies({ domain: 'localhost', path: '/', script: false, secure: false })
  return supertest(urls[index % 2] ?? '')
    .post(`${address}/${page}`)
    .set('Cookie', cookie.toValueString())
    .type('form')
    .send(form)
    .redirects(0)
}

test('when 12 patients at two portals choose one time, one gets it, and each keeps one appointment', async () => {
  const first = await someoneLoggedIn(portal)
  const wanted = await freeSlot(portal, first, { days: 9 })
  const patients = [first]
  while (patients.length < 12) {
    const other = await someone(portal)
    await portal.database('appointment').where('id', other.id).update('clinic_id', first.clinicId)
    patients.push({ ...other, browser: await portal.logIn(other.person) })
  }
  const forms: Fields[] = []
  for (const patient of patients) forms.push(await aboutToMove(portal, patient, wanted))
  const answers = await Promise.all(
    patients.map((patient, index) => send(index, patient, 'reschedule/check-new-time', forms[index] ?? {})),
  )
  const statuses = answers.map(({ status }) => status).toSorted()
  assert.deepEqual(statuses, [303, ...Array(11).fill(409)])
  assert.deepEqual(await slotsNotAsBooked(portal.database), [])
  for (const { patientId } of patients)
    assert.equal(
      (await portal.database('appointment').where({ patient_id: patientId, status: 'booked' })).length,
      1,
    )
})

test('20 identical posts to two portals make one change and get 20 equal answers', async () => {
  const them = await someoneLoggedIn(portal)
  const form = await aboutToCancel(them)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => send(index, them, 'cancel/confirm', form)),
  )
  for (const { status, headers } of answers)
    assert.deepEqual([status, headers.location], [303, `${them.address}/cancel/received`])
  assert.equal((await portal.database('outbox').where('subject_id', them.id)).length, 1)
  assert.equal((await auditedChanges(portal.database).where('appointment_id', them.id)).length, 1)
})
