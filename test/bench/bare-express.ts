import express from 'express'
import session from 'express-session'
import helmet from 'helmet'

/**
 * The bare floor: Express with headers, a session in memory and a page that is ready, and nothing of ours. The first
 * request of a browser starts its session.
 */
declare module 'express-session' {
  interface SessionData {
    seen?: true
  }
}

const page = `<!DOCTYPE html>${'x'.repeat(6000 - 15)}`
const app = express()
app.use(helmet())
app.use(session({ secret: 'bench', resave: false, saveUninitialized: false }))
app.get('/', (request, response) => {
  request.session.seen = true
  response.send(page)
})
app.get('/metrics', (_request, response) => {
  const { user, system } = process.cpuUsage()
  response.type('text').send(`process_cpu_seconds_total ${(user + system) / 1e6}\n`)
})
const server = app.listen(0, () => {
  const address = server.address()
  process.send?.(typeof address === 'object' ? address?.port : undefined)
})
process.once('disconnect', () => process.exit())
