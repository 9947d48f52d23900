import type { Request, RequestHandler } from 'express'
import type { Services } from '../../services.ts'
import { BadRequest } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { isInsideNhsApp } from '../../web/nhs-app.ts'
import { localUrlOf, queryOf } from '../../web/original-url.ts'
import { redirect, sendOutcome } from '../../web/outcome.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'
import { endSession, saveSession } from '../../web/session/session.ts'
import { jumpOffTo } from './jump-off.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { startLogIn } from './start-log-in.ts'

/**
 * The query parameters the NHS App adds to a deep link. Compared in lower case: trackingId is published in two
 * spellings.
 */
const NHS_APP_PARAMETERS = new Set(['assertedloginidentity', 'from', 'trackingid', 'extsystemname'])

/** Longer than any query of ours. Re-encoding can triple the length, and proxies drop redirects that are too long. */
const MAX_QUERY_LENGTH = 2000

/**
 * Handles a deep link from the NHS App. Ends any session first, because the person in the NHS App may not be the person
 * logged in here. Stores the destination on the server, and redirects to it without the parameters the NHS App added.
 */
export function deepLinks(services: Services): RequestHandler {
  return async (request, response, next) => {
    const { added, cleanAddress } = splitQuery(request)
    if (request.method !== 'GET' || added.size === 0) return next()

    // A hostile page could load a deep link repeatedly and use up the rate limit of an IP address.
    if (!isNavigation(request)) throw new BadRequest()
    const fromNhsApp = isInsideNhsApp(response)
    const assertedLoginIdentity = added.get('assertedloginidentity')
    if (isProblemPage(request.path)) {
      if (assertedLoginIdentity === undefined) return next()
      const outcome = await endSessionAndRedirect(request, response, request.baseUrl + request.path)
      return sendOutcome(request, response, outcome)
    }
    if (assertedLoginIdentity !== undefined) await endSession(request)
    if (fromNhsApp) request.session.fromNhsApp = true
    const jumpOff = jumpOffTo(cleanAddress, added.get('trackingid'))
    if (assertedLoginIdentity === undefined) {
      request.session.jumpOff = jumpOff
      await saveSession(request)
      return sendOutcome(request, response, redirect(cleanAddress))
    }
    const options = { returnTo: cleanAddress, assertedLoginIdentity, jumpOff }
    const outcome = await startLogIn(request, services, options).catch(error =>
      refuseLogIn(request, response, services, error),
    )
    await sendOutcome(request, response, outcome)
  }
}

function splitQuery(request: Request) {
  const query = queryOf(request)
  const path = localUrlOf(request).slice(0, -query.length || undefined)
  const own = new URLSearchParams()
  const added = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (NHS_APP_PARAMETERS.has(name.toLowerCase())) added.set(name.toLowerCase(), value)
    else own.append(name, value)
  }
  const ownQuery = own.size > 0 ? `?${own}` : ''
  return { added, cleanAddress: path + (ownQuery.length <= MAX_QUERY_LENGTH ? ownQuery : '') }
}

/** These pages read `from=nhsApp` themselves to link back to the NHS App, since there may be no session. */
function isProblemPage(path: string): boolean {
  return /^\/(log-in\/|timed-out$)/.test(path)
}
