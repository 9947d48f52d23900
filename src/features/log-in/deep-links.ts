import type { Request, RequestHandler } from 'express'
import type { Services } from '../../services.ts'
import { BadRequest } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { isInsideNhsApp } from '../../web/nhs-app.ts'
import { localUrlOf, queryOf } from '../../web/original-url.ts'
import { answer, redirect } from '../../web/outcome.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'
import { endSession, saveSession } from '../../web/session/session.ts'
import { jumpOffTo } from './jump-off.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

/** What the NHS App adds to a deep link; published with both spellings of trackingId, so read in any case. */
const ADDED = new Set(['assertedloginidentity', 'from', 'trackingid', 'extsystemname'])

/** Longer than any of ours: written anew it may be three times as long, and then no proxy passes the redirect on. */
const MAX_QUERY_LENGTH = 2000

/**
 * A deep link from the NHS App. Whoever it vouches for may not be whoever is logged in here, so any session ends
 * first; where they are going is kept on our side; and they come out at an address without what the app added.
 */
export function deepLinks(services: Services): RequestHandler {
  return async (request, response, next) => {
    const { added, cleanAddress } = takeApart(request)
    if (request.method !== 'GET' || added.size === 0) return next()

    // A page of somebody else's could ask for it time after time, and use up what all behind one address have.
    if (!isNavigation(request)) throw new BadRequest()
    const fromNhsApp = isInsideNhsApp(response)
    const assertedLoginIdentity = added.get('assertedloginidentity')
    if (isProblemPage(request.path)) {
      if (assertedLoginIdentity === undefined) return next()
      const away = await endSessionAndRedirect(request, response, request.baseUrl + request.path)
      return answer(request, response, away)
    }
    if (assertedLoginIdentity !== undefined) await endSession(request)
    if (fromNhsApp) request.session.fromNhsApp = true
    const jumpOff = jumpOffTo(cleanAddress, added.get('trackingid'))
    if (assertedLoginIdentity === undefined) {
      request.session.jumpOff = jumpOff
      await saveSession(request)
      return answer(request, response, redirect(cleanAddress))
    }
    const options = { returnTo: cleanAddress, assertedLoginIdentity, jumpOff }
    const away = await startLogIn(request, services, options).catch(error =>
      refuseLogIn(request, response, services, error),
    )
    await answer(request, response, away)
  }
}

function takeApart(request: Request) {
  const query = queryOf(request)
  const path = localUrlOf(request).slice(0, -query.length || undefined)
  const own = new URLSearchParams()
  const added = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (ADDED.has(name.toLowerCase())) added.set(name.toLowerCase(), value)
    else own.append(name, value)
  }
  const ownQuery = own.size > 0 ? `?${own}` : ''
  return { added, cleanAddress: path + (ownQuery.length <= MAX_QUERY_LENGTH ? ownQuery : '') }
}

/** These keep `from=nhsApp` to know where to send people back to, since there may be no session to tell. */
function isProblemPage(path: string): boolean {
  return /^\/(log-in\/|timed-out$)/.test(path)
}
