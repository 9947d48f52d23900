import type { Request, Response } from 'express'
import type { Services } from '../../services.ts'
import { isInsideNhsApp, openedByNhsApp } from '../../web/nhs-app.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import { limitLogIn } from '../../web/rate-limits.ts'
import { setAttemptCookie } from '../../web/session/attempt-cookies.ts'
import { destinationFrom } from '../../web/session/destination.ts'
import { checkSessionStore } from '../../web/session/session.ts'
import { LOG_IN_TIMEOUT, saveAttempt } from './attempt-store.ts'
import { jumpOffTo } from './deep-links/jump-off.ts'
import { splitDeepLink } from './deep-links/split-deep-link.ts'

/**
 * Stores a new attempt and redirects to NHS login. `to` may have the parameters of the NHS App, which are removed.
 * Nothing is kept in the session: each tab has an attempt of its own.
 */
export async function startLogIn(
  request: Request,
  response: Response,
  { clock, database, nhsLogin, rateLimits }: Services,
  {
    to,
    assertedLoginIdentity,
    prompt,
    triedBefore = false,
  }: { to: string; assertedLoginIdentity?: string; prompt?: 'login' | undefined; triedBefore?: boolean },
): Promise<Redirect> {
  await limitLogIn(rateLimits, request)
  await checkSessionStore(request)
  const { url, pending } = await nhsLogin.start({
    assertedLoginIdentity,
    prompt: request.session.loggedOut ? 'login' : prompt,
  })
  const { added, cleanAddress } = splitDeepLink(to)
  const startedAt = clock.now()
  const secret = setAttemptCookie(request, response, {
    state: pending.state,
    startedAt,
    lifetime: LOG_IN_TIMEOUT,
  })
  const attempt = {
    ...pending,
    returnTo: destinationFrom(
      request,
      added.size > 0 ? openedByNhsApp(cleanAddress, response) : cleanAddress,
    ),
    insideNhsApp: isInsideNhsApp(response),
    triedBefore,
    byLink: assertedLoginIdentity !== undefined,
    jumpOff: added.size > 0 ? jumpOffTo(cleanAddress, added.get('trackingid')) : undefined,
    expiresAt: startedAt.add(LOG_IN_TIMEOUT),
  }
  await saveAttempt(database, attempt, secret)
  return redirect(url.href)
}
