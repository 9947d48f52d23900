import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** Milliseconds that requests in progress may take when the server stops. */
const SHUTDOWN_TIMEOUT = 10_000

/**
 * The timeouts end slow and stuck requests; Node checks them every `connectionsCheckingInterval`. `keepAliveTimeout`
 * must be longer than the load balancer's, or the balancer may send a request on a connection that we are closing. For
 * the same reason the number of requests on a connection is not limited.
 */
const LIMITS = {
  connectionsCheckingInterval: 1000,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 75_000,
  maxHeaderSize: 16_384,
}
/** Further connections are closed immediately, to leave file descriptors for the database. */
const MAX_CONNECTIONS = 15_000

export interface HttpServer {
  port: number
  stopping(): boolean
  /**
   * Still accepts requests for `drainMilliseconds`, so that the load balancer can notice that the process is not ready.
   * Then finishes the requests in progress and closes.
   */
  stop(drainMilliseconds: number): Promise<void>
}

export async function listen(port: number, listener: RequestListener): Promise<HttpServer> {
  let stopped: Promise<void> | undefined
  const server = createServer(LIMITS, (request, response) => {
    if (stopped) response.setHeader('Connection', 'close')
    listener(request, response)
  })
  server.maxConnections = MAX_CONNECTIONS
  server.on('clientError', rejectBadRequest)
  server.listen(port)
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stopping: () => stopped !== undefined,
    stop: drainMilliseconds => (stopped ??= stop(server, drainMilliseconds)),
  }
}

/** Responds to every request until the portal has started. */
export const stillStarting: RequestListener = (_request, response) => {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1' })
  response.end('Starting. Try again in a moment.\n')
}

/** Waits for requests in progress, but closes stuck connections after a timeout so that a restart is not delayed. */
async function stop(server: Server, drainMilliseconds: number): Promise<void> {
  await wait(drainMilliseconds)
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), SHUTDOWN_TIMEOUT)
  await closed
  clearTimeout(timer)
}

const REPLIES: Record<string, [status: string, problem: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Your internet connection is slow.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The web address is too long.'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Content Too Large', 'What your browser sent is too long.'],
}

/** Responds to data that is not a valid request, which never reaches the app, and closes the connection. */
function rejectBadRequest(
  error: NodeJS.ErrnoException & { rawPacket?: Buffer },
  socket: Socket & { _httpMessage?: ServerResponse | null },
): void {
  // With a response in progress, the client would read our text as part of it.
  if (!socket.writable || socket._httpMessage || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, problem] = REPLIES[error.code ?? ''] ?? [
    '400 Bad Request',
    'We could not read what your browser sent.',
  ]
  const [type, body] = replyBody(error.rawPacket, problem)
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n` +
      `Content-Type: ${type}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    () => socket.destroy(),
  )
}

/** FHIR for the aggregator, which the first bytes of the request identify; plain text for browsers. */
function replyBody(packet: Buffer | undefined, problem: string): [type: string, body: string] {
  if (/^[A-Z]{3,7} \/FHIR\/R4\//.test(packet?.toString('latin1', 0, 20) ?? '')) {
    const issue = [
      { severity: 'error', code: 'exception', diagnostics: 'The request is too long, or no HTTP.' },
    ]
    return ['application/fhir+json', JSON.stringify({ resourceType: 'OperationOutcome', issue })]
  }
  return [
    'text/plain',
    `${problem} Try again.\nIf you cannot wait, call your hospital. The phone number is on your appointment letter.\n`,
  ]
}
