import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { comesFromPhone } from './nhs-app.ts'

/** The NHS font, the one thing loaded from elsewhere. */
const NHS_FONT = 'https://assets.nhs.uk'

/** `nhsAppUrl`: only a page inside the NHS App may run the app's script. `logInOrigin`: Chrome applies form-action to the redirect that follows a post, so NHS login must be named. */
export function securityHeaders({
  https,
  logInOrigin,
  nhsAppUrl,
}: {
  https: boolean
  logInOrigin: string
  nhsAppUrl: string
}): RequestHandler[] {
  const nhsApp = new URL(nhsAppUrl).origin
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'none'"],
          scriptSrc: ["'self'", request => (comesFromPhone(request) ? nhsApp : '')],
          styleSrc: ["'self'"],
          imgSrc: ["'self'"],
          fontSrc: [NHS_FONT],
          connectSrc: ["'self'"],
          manifestSrc: ["'self'"],
          formAction: ["'self'", logInOrigin],
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

/**
 * Pages about people are kept by nobody: not by a proxy, not by the browser's Back. Text browsers know only the older
 * words for it.
 */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-cache, no-store, max-age=0', Pragma: 'no-cache', Expires: '0' })
  next()
}
