import { connect } from 'node:net'

/**
 * A process that holds many connections to one portal open and sends nothing more. It gets port and number, asks for
 * one small page on each and answers when all are idle.
 */
process.once('message', async message => {
  const { port, count } = message as { port: number; count: number }
  let idle = 0
  for (let made = 0; made < count; made += 250) {
    const batch = Array.from({ length: Math.min(250, count - made) }, () => hold(port))
    idle += (await Promise.all(batch)).filter(Boolean).length
  }
  process.send?.(idle)
})
process.once('disconnect', () => process.exit())

function hold(port: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ port, host: 'localhost' }, () =>
    socket.write('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n'),
  )
  socket.once('data', () => resolve(true))
  socket.once('error', () => resolve(false))
  return promise
}
