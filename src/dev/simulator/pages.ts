import { join } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'
import nunjucks from 'nunjucks'

export const views = new nunjucks.Environment(new nunjucks.FileSystemLoader(import.meta.dirname), {
  autoescape: true,
  throwOnUndefined: true,
})

/**
 * Sets up templates, the stylesheet, and headers as strict as the portal's, so that the portal does not depend on
 * laxer ones.
 */
export function pages(app: Express, portalOrigin: string): RequestHandler {
  views.express(app)
  const router = express.Router()
  router.use((_req, res, next) => {
    res.set({
      // The portal is allowed too, because browsers apply form-action to redirects after a form.
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src data:; form-action 'self' ${portalOrigin}; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    next()
  })
  router.get('/simulator.css', (_req, res) => res.sendFile(join(import.meta.dirname, 'simulator.css')))
  return router
}
