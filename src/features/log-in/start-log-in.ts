import type { Request } from 'express'
import type { NhsLogin, PendingLogIn } from '../../gateways/nhs-login/nhs-login.ts'
import type { Clock } from '../../shared/clock.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import { limitLogIn, type RateLimits } from '../../web/rate-limits.ts'
import { saveSession } from '../../web/session/session.ts'
import type { JumpOff } from './jump-off.ts'

declare module 'express-session' {
  interface SessionData {
    /** Log-ins started in this browser and not yet finished, newest last. `startedAt` is an ISO instant. */
    pendingLogIns?: (PendingLogIn & { startedAt: string; returnTo: string; jumpOff?: JumpOff })[]
  }
}

/** Abandoned log-ins in other tabs count too; the oldest are dropped and can no longer be finished. */
const MAX_PENDING = 5

/** Stores the destination in the session, and redirects to NHS login. */
export async function startLogIn(
  request: Request,
  services: { nhsLogin: NhsLogin; clock: Clock; rateLimits: RateLimits },
  options: { returnTo: string; assertedLoginIdentity?: string; jumpOff?: JumpOff },
): Promise<Redirect> {
  await limitLogIn(services.rateLimits, request)
  const { url, pending } = await services.nhsLogin.start({
    ...(options.assertedLoginIdentity !== undefined
      ? { assertedLoginIdentity: options.assertedLoginIdentity }
      : {}),
    ...(request.session.loggedOut ? { prompt: 'login' as const } : {}),
  })
  const { returnTo, jumpOff } = options
  const startedAt = services.clock.now().toString()
  const begun = { ...pending, startedAt, returnTo, ...(jumpOff && { jumpOff }) }
  request.session.pendingLogIns = [...(request.session.pendingLogIns ?? []), begun].slice(-MAX_PENDING)
  await saveSession(request)
  return redirect(url.href)
}
