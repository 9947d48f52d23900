import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { type IncomingHttpHeaders, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { TestPortal } from '../support/portal.ts'

let portal: TestPortal
let files: string[]

before(async () => {
  portal = await TestPortal.start()
  const pages = await Promise.all(
    ['/patient-portal/help/contact', '/staff/log-in'].map(each => portal.browser().get(each)),
  )
  files = [...new Set(pages.flatMap(({ text }) => text.match(/\/assets\/[\w.-]+/g) ?? []))]
})
after(() => portal.close())

/** As a browser would ask, with nothing unpacked or tidied on the way. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    request({ port: new URL(portal.url).port, path, headers, method }, async response =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await buffer(response) }),
    )
      .on('error', reject)
      .end()
  })
}

test('each file is the same packed by brotli, by gzip or not at all, and smaller packed', async () => {
  assert.equal(files.length, 5, String(files))
  for (const path of files) {
    const plain = await ask(path)
    assert.equal(plain.status, 200)
    assert.equal(plain.headers['content-encoding'], undefined)
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const packed = await ask(path, { 'Accept-Encoding': encoding })
      if (!/\.(css|js|svg)$/.test(path)) {
        assert.equal(packed.headers['content-encoding'], undefined, path)
        continue
      }
      assert.equal(packed.headers['content-encoding'], encoding, path)
      assert.equal(packed.headers.vary, 'Accept-Encoding')
      assert.equal(Number(packed.headers['content-length']), packed.body.length)
      assert.ok(unpack(packed.body).equals(plain.body), path)
      if (plain.body.length > 1000) assert.ok(packed.body.length < plain.body.length, path)
    }
  }
})

test('a browser that takes anything is given the smallest, one that refuses all is given the plain file', async () => {
  const [css = ''] = files.filter(path => path.endsWith('.css'))
  assert.equal(
    (await ask(css, { 'Accept-Encoding': 'gzip, deflate, br, zstd' })).headers['content-encoding'],
    'br',
  )
  assert.equal((await ask(css, { 'Accept-Encoding': '*' })).headers['content-encoding'], 'br')
  for (const accept of ['identity', 'deflate', 'br;q=0, gzip;q=0', '*;q=0', ',,;;=', ''])
    assert.equal(
      (await ask(css, { 'Accept-Encoding': accept })).headers['content-encoding'],
      undefined,
      accept,
    )
})

test('a file’s name is made from what is in it, so that a change has another name', async () => {
  for (const path of files) {
    const { body } = await ask(path)
    const print = createHash('sha256').update(body).digest('hex').slice(0, 12)
    assert.match(path, new RegExp(`-${print}\\.\\w+$`))
  }
})

test('no comment is sent, and the icon for old browsers is small: phones fetch all of it', async () => {
  for (const path of files) {
    const { body } = await ask(path)
    if (/\.(css|js)$/.test(path)) assert.doesNotMatch(body.toString(), /^\s*(\/\/|\/\*)/m, path)
    if (path.endsWith('.ico')) assert.ok(body.length < 2000, `${body.length} bytes`)
  }
})

test('each file has its type, and its headers alone may be asked for', async () => {
  const types: Record<string, RegExp> = {
    css: /^text\/css; charset=utf-8$/,
    js: /^(text|application)\/javascript; charset=utf-8$/,
    svg: /^image\/svg\+xml/,
    ico: /^image\/(x-icon|vnd\.microsoft\.icon)$/,
  }
  for (const path of files) {
    const type = types[path.split('.').at(-1) ?? '']
    assert.ok(type, path)
    const head = await ask(path, {}, 'HEAD')
    assert.equal(head.status, 200)
    assert.match(String(head.headers['content-type']), type)
    assert.equal(head.body.length, 0)
  }
})

test('nothing but those files is served, however the address is written', async () => {
  const [css = ''] = files.filter(path => path.endsWith('.css'))
  const name = css.slice('/assets/'.length)
  for (const path of [
    '/assets',
    '/assets/',
    '/assets/portal.css',
    css.replace('.css', '-000000000000.css'),
    css.toUpperCase(),
    `${css}/`,
    `${css}%00`,
    `/assets/../assets/${name}`,
    `/assets/./${name}`,
    `//assets/${name}`,
    '/assets/../package.json',
    '/assets/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..\\..\\package.json',
    '/assets/....//package.json',
    '/assets/%c0%ae%c0%ae/package.json',
    '/assets//etc/passwd',
    '/assets/constructor',
    '/public/portal.css',
    '/assets/nhs.css',
    '/src/config.ts',
    '/node_modules/express/package.json',
    '/views/layouts/portal.njk',
    '/data/pas.sqlite',
  ]) {
    const { body, headers, status } = await ask(path)
    assert.equal(status, 404, path)
    assert.equal(headers['cache-control'], 'no-cache, no-store, max-age=0', path)
    assert.doesNotMatch(body.toString(), /"dependencies"|root:|export function/)
  }
  assert.equal((await ask(css, {}, 'POST')).status, 404)
})
