import assert from 'node:assert/strict'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { TestPortal } from '../support/portal.ts'

let portal: TestPortal

before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())

function ask(acceptEncoding: string) {
  const headers = { 'Accept-Encoding': acceptEncoding }
  const options = { port: new URL(portal.url).port, path: '/patient-portal/help/privacy', headers }
  return new Promise<{ encoding: string | undefined; vary: string; body: Buffer }>((resolve, reject) => {
    request(options, async response => {
      const { 'content-encoding': encoding, vary = '' } = response.headers
      resolve({ encoding, vary, body: await buffer(response) })
    })
      .on('error', reject)
      .end()
  })
}

test('a page is the same packed by brotli, by gzip or not at all, and much smaller packed', async () => {
  const plain = await ask('identity')
  assert.equal(plain.encoding, undefined)
  for (const [encoding, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const packed = await ask(encoding)
    assert.equal(packed.encoding, encoding)
    assert.match(packed.vary, /Accept-Encoding/)
    assert.ok(packed.body.length < plain.body.length / 2)
    assert.ok(unpack(packed.body).equals(plain.body))
  }
})

test('a browser that takes anything is given the smallest', async () => {
  assert.equal((await ask('gzip, deflate, br, zstd')).encoding, 'br')
  assert.equal((await ask('br;q=0, gzip;q=0')).encoding, undefined)
})
