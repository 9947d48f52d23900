import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A connection on which a test says what no browser would. */
export async function open(url: string): Promise<Socket> {
  const { port } = new URL(url)
  const socket = connect({ port: Number(port), host: 'localhost' })
  socket.on('error', () => {})
  await once(socket, 'connect')
  return socket
}

/** Says this, and answers all that comes back until the other side closes. */
export async function sendRaw(url: string, text: string): Promise<string> {
  const socket = await open(url)
  socket.write(text)
  return untilClosed(socket)
}

export async function untilClosed(socket: Socket): Promise<string> {
  let heard = ''
  socket.on('data', chunk => {
    heard += chunk
  })
  if (!socket.closed) await once(socket, 'close')
  return heard
}
