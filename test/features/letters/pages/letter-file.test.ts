import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { aLoggedInPatient } from '../../../support/person.ts'
import { type Agent, aPortal, MONDAY, type TestPortal } from '../../../support/portal.ts'
import { cookieOf } from '../../../support/session-cookie.ts'
import { aMoment, until } from '../../../support/time/until.ts'
import { aLetterInFull, BLOCKS, receiptOf } from '../files.ts'

let portal: TestPortal
before(async () => {
  portal = await aPortal()
  portal.clock.set(MONDAY)
})
after(() => portal.close())

/** More than the buffers of both ends hold. */
const LARGE = Buffer.alloc(20_000_000, 'a page of a letter ')

test('the file is sent whole, as an attachment in which nothing runs, and then it is read', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const content = Buffer.alloc(300_000, 'a page')
  const { address, id } = await aLetterInFull(portal, patientId, { content })
  const { body, response } = await download(browser, `${address}/file`)
  assert.ok(content.equals(body))
  const header = (name: string) => response.headers.get(name) ?? ''
  assert.equal(header('content-type'), 'application/pdf')
  assert.equal(header('content-length'), '300000')
  assert.equal(header('content-disposition'), 'attachment; filename=hospital-letter-2026-06-30.pdf')
  assert.equal(header('x-content-type-options'), 'nosniff')
  assert.match(header('cache-control'), /no-store/)
  assert.match(header('content-security-policy'), /^default-src 'none';/)
  assert.doesNotMatch(header('content-security-policy'), /script-src/)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
  const entries = await portal.database('audit_log').where('subject_id', id).orderBy('place').pluck('action')
  assert.deepEqual(entries, ['viewed-letter-file', 'read-letter'])
})

test('a part of the file is never sent alone', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address } = await aLetterInFull(portal, patientId)
  const { headers } = await browser.get(`${address}/file`).set('Range', 'bytes=0-3').expect(200)
  assert.equal(headers['accept-ranges'], 'none')
  assert.equal(headers['content-length'], '17')
})

test('what no person asked to see is no reading: a HEAD, and what a browser loads in advance', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  for (const page of ['', '/file', '/large-print', '/plain-text']) {
    const { headers } = await browser.head(address + page).expect(200)
    if (page === '/file') assert.equal(headers['content-length'], '17')
    for (const [name, value] of [
      ['Sec-Purpose', 'prefetch;prerender'],
      ['Purpose', 'prefetch'],
      ['X-Purpose', 'preview'],
      ['X-Moz', 'prefetch'],
    ])
      await browser
        .get(address + page)
        .set(String(name), String(value))
        .expect(200)
  }
  await aMoment()
  assert.equal(await receiptOf(portal, id), 'Unread')
  await browser.get(`${address}/plain-text`).expect(200)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
})

test('an answer without the letter, because the browser says that it has it, is no reading', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { blocks: BLOCKS })
  for (const page of ['', '/large-print', '/plain-text'])
    await browser
      .get(address + page)
      .set('If-None-Match', '*')
      .expect(304)
  await aMoment()
  assert.equal(await receiptOf(portal, id), 'Unread')
})

test('a download that is stopped is no reading', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { content: LARGE })
  await new Promise<void>((done, fail) => {
    const asked = request(`${portal.url}${address}/file`, {
      headers: { Cookie: cookieOf(browser, 'sid') },
    })
    asked.on('response', response => {
      assert.equal(response.statusCode, 200)
      response.once('data', () => {
        response.destroy()
        done()
      })
    })
    asked.on('error', fail).end()
  })
  await aMoment()
  assert.equal(await receiptOf(portal, id), 'Unread')
  assert.ok(!portal.logged.some(line => line.includes('"level":50') || line.includes('request failed')))
})

test('a file in which a byte has changed is cut off before that byte, and is not read', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId, { content: Buffer.alloc(700_000, 'a page') })
  const { file_id } = await portal.database('letter').where({ id }).first('file_id')
  const chunk = { file_id, number: 8 }
  const { content } = await portal.database('stored_file_chunk').where(chunk).first('content')
  content[20] ^= 1
  await portal.database('stored_file_chunk').where(chunk).update({ content })
  const { body, isWhole } = await download(browser, `${address}/file`)
  assert.equal(isWhole, false)
  assert.ok(body.length <= 8 * 65_536)
  await aMoment()
  assert.equal(await receiptOf(portal, id), 'Unread')
  await portal.database('stored_file_chunk').where({ file_id }).delete()
  await browser.get(`${address}/file`).expect(500)
})

test('a browser that closes its connection after each answer has read what it was sent', async () => {
  const { browser, patientId } = await aLoggedInPatient(portal)
  const { address, id } = await aLetterInFull(portal, patientId)
  await browser.get(`${address}/file`).set('Connection', 'close').expect(200)
  await until('it is read', async () => (await receiptOf(portal, id)) === 'Read')
})

/** As a browser downloads it: what came, and whether that is all. */
async function download(browser: Agent, address: string) {
  const response = await fetch(portal.url + address, { headers: { Cookie: cookieOf(browser, 'sid') } })
  const parts: Uint8Array[] = []
  try {
    for await (const part of response.body ?? []) parts.push(part)
    return { response, body: Buffer.concat(parts), isWhole: true }
  } catch {
    return { response, body: Buffer.concat(parts), isWhole: false }
  }
}
