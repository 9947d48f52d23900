import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

export interface Target {
  host: string
  port: number
}

/**
 * `drop-answer`: the request arrives, and the connection is cut when the answer starts.
 * `cut-request`: the connection is cut after half of the request.
 */
export type Loss = 'drop-answer' | 'cut-request'

/** A TCP proxy that can lose requests or answers, and can be frozen and cut. */
export class TcpProxy {
  readonly #server: Server
  readonly #pairs = new Set<[Socket, Socket]>()
  #frozen = false
  #cut = false

  private constructor(server: Server) {
    this.#server = server
  }

  static async start(target: Target, loss?: Loss): Promise<TcpProxy> {
    const server = createServer()
    const proxy = new TcpProxy(server)
    server.on('connection', near => proxy.#join(near, target, loss))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    return proxy
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Stops all data without closing the connections. */
  freeze(): void {
    this.#frozen = true
    for (const each of [...this.#pairs].flat()) each.pause()
  }

  thaw(): void {
    this.#frozen = false
    for (const each of [...this.#pairs].flat()) each.resume()
  }

  /** Closes all connections, and new ones at once, until `mend`. */
  cut(): void {
    this.#cut = true
    for (const [near, far] of this.#pairs) end(near, far)
  }

  mend(): void {
    this.#cut = false
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket, target: Target, loss: Loss | undefined): void {
    if (this.#cut) return void near.destroy()
    const far = connect(target)
    const pair: [Socket, Socket] = [near, far]
    this.#pairs.add(pair)
    for (const each of pair) {
      each.setNoDelay(true)
      each.on('error', () => {})
      each.on('close', () => {
        end(near, far)
        this.#pairs.delete(pair)
      })
    }
    near.on('data', (chunk: Buffer) => {
      if (loss !== 'cut-request') return void far.write(chunk)
      far.write(chunk.subarray(0, chunk.length / 2), () => end(near, far))
    })
    far.on('data', chunk => {
      if (loss === 'drop-answer') end(near, far)
      else near.write(chunk)
    })
    if (this.#frozen) for (const each of pair) each.pause()
  }
}

function end(near: Socket, far: Socket): void {
  near.destroy()
  far.destroy()
}
