import { Router } from 'express'

/**
 * In maintenance a copy stays ready: a balancer that took every copy out could not show the page that says until when.
 * `live`: the process responds. `ready`: it can serve pages. Both are public and reveal nothing else.
 */
export function health(isReady: () => Promise<boolean>, inMaintenance: () => boolean): Router {
  const router = Router()
  router.get('/live', (_request, response) => {
    response.type('text').send('live\n')
  })
  router.get('/ready', async (_request, response) => {
    const ready = await isReady().catch(() => false)
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? (inMaintenance() ? 'ready, in maintenance\n' : 'ready\n') : 'not ready\n')
  })
  return router
}
