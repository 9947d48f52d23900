import { response as prototype, type Request, type Response } from 'express'

/** What the running app was asked and what it rendered, in order. Import this before the portal starts. */
export const met: { route: string; method: string; template: string | undefined }[] = []

const { render } = prototype

prototype.render = function (this: Response, view: string, ...rest: unknown[]) {
  met.push({ ...whereIs(this.req as Request), template: view })
  return Reflect.apply(render, this, [view, ...rest])
} as typeof render

const { redirect } = prototype

prototype.redirect = function (this: Response, ...to: unknown[]) {
  met.push({ ...whereIs(this.req as Request), template: undefined })
  return Reflect.apply(redirect, this, to)
} as typeof redirect

/** The route is known to error pages too, where it is mounted no more. */
function whereIs({ method, originalUrl, route }: Request) {
  const [mount] = /^\/(patient-portal|staff)(?=[/?]|$)/.exec(originalUrl) ?? ['']
  return { method, route: mount + (route?.path ?? '') }
}
