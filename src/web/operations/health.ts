import { Router } from 'express'

/** `live`: the process responds. `ready`: it can serve pages. Both are public and reveal nothing else. */
export function health(isReady: () => Promise<boolean>): Router {
  const router = Router()
  router.get('/live', (_request, response) => {
    response.type('text').send('live\n')
  })
  router.get('/ready', async (_request, response) => {
    const ready = await isReady().catch(() => false)
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n')
  })
  return router
}
