import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { contents } from '../support/contents.ts'
import { aPortal, type TestPortal } from '../support/portal.ts'
import { pages } from '../support/routes/routes.ts'
import { aPatientAt, tokenAt } from '../support/routes/visit.ts'

/** Pages are shown and sent; nothing else is done to them. */

let portal: TestPortal
before(async () => {
  portal = await aPortal()
})
after(() => portal.close())

for (const route of pages)
  test(`${route.address} may only be ${route.form ? 'shown and sent' : 'shown'}`, async () => {
    const { browser, path } = await aPatientAt(portal, route)
    const { _csrf } = await tokenAt(route, browser)
    const before = await contents(portal.database)
    const methods = ['put', 'patch', 'delete', ...(route.form ? [] : ['post'])] as 'put'[]
    for (const method of methods) {
      const refused = await browser[method](path).type('form').send({ _csrf, _method: 'POST' })
      assert.equal(refused.status, 405, method)
      assert.equal(refused.headers.allow, route.form ? 'GET, HEAD, POST' : 'GET, HEAD')
      assert.match(refused.text, /<h1[^>]*>\s*There is a problem with (this page|what your browser sent)/)
      await browser[method](path).expect(403)
    }
    const options = await browser.options(path)
    assert.equal(options.status, 405)
    assert.equal(await contents(portal.database), before)
  })

/** Writes the request itself, since clients will not. */
async function ask(requestText: string): Promise<string> {
  const socket = connect(Number(new URL(portal.url).port), 'localhost')
  socket.on('error', () => {})
  socket.write(requestText)
  return text(socket).catch(() => '')
}

const head = 'Host: localhost\r\nConnection: close\r\nX-Secret: canary\r\n'

test('nothing sent is sent back: TRACE is refused', async () => {
  for (const path of ['/', '/patient-portal', '/patient-portal/log-in', '/health/live', '/assets/x']) {
    const answered = await ask(`TRACE ${path} HTTP/1.1\r\n${head}\r\n`)
    assert.match(answered, /^HTTP\/1\.1 (303|40[345]) /, path)
    assert.ok(!answered.includes('canary'))
  }
})

for (const [what, request] of Object.entries({
  'two lengths': `POST /patient-portal/log-in HTTP/1.1\r\n${head}Content-Length: 1\r\nContent-Length: 2\r\n\r\na`,
  'a length and chunks': `POST /patient-portal/log-in HTTP/1.1\r\n${head}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
  'a header broken over lines': `GET /patient-portal HTTP/1.1\r\n${head}X-A: b\r\n c: d\r\n\r\n`,
  'a bare line end': `GET /patient-portal HTTP/1.1\n${head}\r\n`,
  'an unknown method': `STEAL /patient-portal HTTP/1.1\r\n${head}\r\n`,
  'a tunnel to elsewhere': `CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`,
  'a NUL in a header': `GET /patient-portal HTTP/1.1\r\n${head}X-A: \0\r\n\r\n`,
}))
  test(`a request with ${what} is refused and the connection ended`, async () => {
    const answered = await ask(request)
    assert.match(answered, /^(HTTP\/1\.1 (303|400|404) |$)/)
    assert.ok((answered.match(/^HTTP\/1\.1/gm) ?? []).length <= 1)
  })

test('the way in leads to the portal', async () => {
  await portal.browser().get('/').expect(303).expect('location', '/patient-portal')
})
