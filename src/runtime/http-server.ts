import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds that what is under way may still take when the portal stops. */
const SHUTDOWN_TIMEOUT = 10_000

/**
 * Time limits end slow and stuck requests; Node looks at them only as often as it is told to. An idle connection is
 * kept for longer than a balancer keeps its own, or it would send a request into a connection we are closing. A
 * balancer's connection may carry any number of requests: to end one costs a race and protects nothing.
 */
const LIMITS = {
  connectionsCheckingInterval: 1000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16_384,
}
/** Above it a new connection is closed at once, so that there are file descriptors left for the database. */
const MAX_CONNECTIONS = 15_000

export interface HttpServer {
  port: number
  stopping(): boolean
  /** Goes on answering for `notice` milliseconds, so that the balancer sees it is not ready; then finishes and closes. */
  stop(notice: number): Promise<void>
}

export async function listen(port: number, listener: RequestListener): Promise<HttpServer> {
  let stopped: Promise<void> | undefined
  const server = createServer(LIMITS, (request, response) => {
    if (stopped) response.setHeader('Connection', 'close')
    listener(request, response)
  })
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', refuse)
  server.listen(port)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stopping: () => stopped !== undefined,
    stop: notice => (stopped ??= stop(server, notice)),
  }
}

/** What is answered until the portal has started. */
export const stillStarting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' })
  response.end('Starting. Try again in a moment.\n')
}

/** Answers what is under way, then closes; what is stuck is cut off, so that a restart never waits for it. */
async function stop(server: Server, notice: number): Promise<void> {
  await wait(notice)
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const stuck = setTimeout(() => server.closeAllConnections(), SHUTDOWN_TIMEOUT)
  await closed
  clearTimeout(stuck)
}

const REPLIES: Record<string, [status: string, what: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'What your browser sent took too long to arrive.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'What your browser sent is too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Content Too Large', 'What your browser sent is too long.'],
}

/** What cannot be read as a request never reaches the app: a few plain words, and the connection is closed. */
function refuse(
  error: NodeJS.ErrnoException & { rawPacket?: Buffer },
  socket: Socket & { _httpMessage?: ServerResponse | null },
): void {
  // An answer is on its way out: more words would be read as part of it.
  if (!socket.writable || socket._httpMessage || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, what] = REPLIES[error.code ?? ''] ?? [
    '400 Bad Request',
    'We could not read what your browser sent.',
  ]
  const [type, words] = toWhom(error.rawPacket, what)
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n` +
      `Content-Type: ${type}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(words)}\r\n\r\n${words}`,
    () => socket.destroy(),
  )
}

/** The aggregator is told as FHIR tells it, where the first bytes show that it is the one who asks. */
function toWhom(packet: Buffer | undefined, what: string): [type: string, words: string] {
  if (/^[A-Z]{3,7} \/FHIR\/R4\//.test(packet?.toString('latin1', 0, 20) ?? '')) {
    const issue = [
      { severity: 'error', code: 'exception', diagnostics: 'The request is too long, or no HTTP.' },
    ]
    return ['application/fhir+json', JSON.stringify({ resourceType: 'OperationOutcome', issue })]
  }
  return [
    'text/plain',
    `${what} Try again.\nIf you cannot wait, call the hospital that is treating you. The phone number is on your appointment letter.\n`,
  ]
}
