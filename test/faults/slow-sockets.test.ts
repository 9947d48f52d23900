import assert from 'node:assert/strict'
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { someoneLoggedIn } from '../features/appointments/support.ts'
import { TestPortal } from '../support/portal.ts'
import { timeTaken } from '../support/time/time-taken.ts'
import { aMoment } from '../support/time/until.ts'
import { open, sendRaw, untilClosed } from './sockets.ts'

let portal: TestPortal
before(async () => {
  portal = await TestPortal.start()
})
after(() => portal.close())

/** Says one more letter of a header each second, for ever. */
function drip(socket: Socket): void {
  socket.write('GET /patient-portal/help/contact HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
  const dripping = setInterval(() => socket.writable && socket.write('a'), 1000)
  socket.once('close', () => clearInterval(dripping))
}

const isPlainAndClosed = (answer: string, status: string) => {
  assert.ok(answer.startsWith(`HTTP/1.1 ${status}\r\n`), answer.slice(0, 100) || 'nothing')
  assert.match(answer, /\r\nConnection: close\r\n/)
  const [head = '', words = ''] = answer.split('\r\n\r\n')
  assert.equal(words.length, Number(/Content-Length: (\d+)/.exec(head)?.[1]))
  assert.match(words, /Try again.*call your hospital/s)
  if (status.startsWith('408')) assert.match(words, /^Your internet connection is slow\. /)
  if (status.startsWith('431')) assert.match(words, /^The web address is too long\. /)
}

test('200 clients that send a letter of a header each second are answered 408, and no page waits for them', async () => {
  const { address, browser } = await someoneLoggedIn(portal)
  const began = performance.now()
  const sockets = await Promise.all(Array.from({ length: 200 }, () => open(portal.url)))
  for (const socket of sockets) drip(socket)
  const ends = sockets.map(untilClosed)
  while (performance.now() - began < 8000) {
    const [took] = await timeTaken(() => browser.get(address).expect(200))
    assert.ok(took < 2000, `${took} ms`)
    await aMoment(100)
  }
  for (const answer of await Promise.all(ends)) isPlainAndClosed(answer, '408 Request Timeout')
  assert.ok(performance.now() - began > 9000)
})

const HEAD = 'POST /patient-portal/log-in HTTP/1.1\r\nHost: localhost\r\n'
const SMUGGLED = 'GET /patient-portal/help/contact HTTP/1.1\r\nHost: localhost\r\n\r\n'

const unclear: Record<string, string> = {
  'a length and chunks': `${HEAD}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'chunks and a length': `${HEAD}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'two lengths': `${HEAD}Content-Length: 4\r\nContent-Length: 0\r\n\r\n${SMUGGLED}`,
  'two equal lengths': `${HEAD}Content-Length: 0\r\nContent-Length: 0\r\n\r\n${SMUGGLED}`,
  'a list of lengths': `${HEAD}Content-Length: 0, 4\r\n\r\n${SMUGGLED}`,
  'chunks not last': `${HEAD}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${SMUGGLED}`,
  'bare line feeds': `${HEAD.replaceAll('\r', '')}\n${SMUGGLED}`,
  'a space before a colon': `${HEAD}Content-Length : 0\r\n\r\n${SMUGGLED}`,
  'a folded header': `${HEAD}X-Folded: a\r\n b\r\n\r\n${SMUGGLED}`,
  'no HTTP at all': `\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03${SMUGGLED}`,
}

for (const [what, text] of Object.entries(unclear))
  test(`a request with ${what} is refused, and nothing behind it is read`, async () => {
    const answer = await sendRaw(portal.url, text)
    isPlainAndClosed(answer, '400 Bad Request')
    assert.equal(answer.match(/HTTP\/1\.1 /g)?.length, 1)
  })

test('headers that are too long are refused in words', async () => {
  const answer = await sendRaw(portal.url, `${HEAD}X-Long: ${'a'.repeat(20_000)}\r\n\r\n`)
  isPlainAndClosed(answer, '431 Request Header Fields Too Large')
})

test('rubbish behind a good request ends both, so that no words can be taken for the answer to the first', async () => {
  assert.equal(await sendRaw(portal.url, `${SMUGGLED}rubbish\r\n\r\n`), '')
})

const MANY = 10_000
const files = Number(
  execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim().replace('unlimited', '1e9'),
)

test('with 10,000 idle connections a page still comes within a second', {
  skip: files < MANY + 1000 && `only ${files} files may be open`,
}, async t => {
  const { address, browser } = await someoneLoggedIn(portal)
  const crowd = fork(new URL('./idle-connections.ts', import.meta.url))
  t.after(() => crowd.disconnect())
  const memory = process.memoryUsage().rss
  crowd.send({ port: Number(new URL(portal.url).port), count: MANY })
  const [idle] = await once(crowd, 'message')
  assert.equal(idle, MANY)
  const times: number[] = []
  for (let asked = 0; asked < 10; asked++) {
    const [took] = await timeTaken(() => browser.get(address).expect(200))
    times.push(took)
  }
  t.diagnostic(
    `${times} ms; ${Math.round((process.memoryUsage().rss - memory) / MANY / 1024)} KiB a connection`,
  )
  assert.ok((times.toSorted((a, b) => a - b)[5] ?? 0) < 1000)
})
