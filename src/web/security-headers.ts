import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { isNhsAppPhone } from './nhs-app.ts'

/** The origin of the NHS font, the only external resource besides the NHS App's script. */
const NHS_FONT = 'https://assets.nhs.uk'

/**
 * `nhsAppUrl`: pages inside the NHS App may run the app's script. Browsers apply form-action to all redirects after a
 * form, so no form of ours may lead to another site.
 */
export function securityHeaders({
  https,
  nhsAppUrl,
}: {
  https: boolean
  nhsAppUrl: string
}): RequestHandler[] {
  const nhsApp = new URL(nhsAppUrl).origin
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", request => (isNhsAppPhone(request) ? nhsApp : '')],
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          fontSrc: [NHS_FONT],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'"],
          baseUri: ["'none'"],
          frameAncestors: ["'none'"],
          ...(https ? { upgradeInsecureRequests: [] } : {}),
        },
      },
      strictTransportSecurity: https && { maxAge: 31_536_000, includeSubDomains: true },
      referrerPolicy: { policy: 'no-referrer' },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
      next()
    },
  ]
}

/** Pages must not be stored by proxies or the browser. `Pragma` and `Expires` are for text browsers. */
export const noStore: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-cache, no-store, max-age=0', Pragma: 'no-cache', Expires: '0' })
  next()
}
