import type { RequestHandler, Response } from 'express'
import type { Actor } from '../shared/actor.ts'

type Values = Record<string, unknown>
type Write = (actor: Actor, view: string, values: Values) => Promise<void>
type Render = (view: string, values: Values, done?: (error: Error | null, html: string) => void) => void

/**
 * For all that a patient is shown: what a page shows is written down before the page goes out, and when it cannot be,
 * an error page goes out instead. It is done where pages are rendered, so that no page can forget it. Error pages
 * themselves hold nothing of the patient's and are not written down.
 */
export function auditedViews(write: Write): RequestHandler {
  return (request, response, next) => {
    const render = response.render.bind(response) as Render
    const audited: Render = (view, values, done) => {
      if (view.startsWith('errors/')) return render(view, values, done)
      render(view, values, (error, html) => {
        if (error) request.next?.(error)
        else write(request.actor, view, values).then(() => response.send(html), request.next)
      })
    }
    response.render = audited as Response['render']
    next()
  }
}
