import type { RequestHandler } from 'express'
import type { Services } from '../../../services.ts'
import { BadRequest } from '../../../shared/errors.ts'
import { isNavigation } from '../../../web/navigation.ts'
import { isInsideNhsApp, openedByNhsApp } from '../../../web/nhs-app.ts'
import { localUrlOf } from '../../../web/original-url.ts'
import { redirect, sendOutcome } from '../../../web/outcome.ts'
import { destinationFrom } from '../../../web/session/destination.ts'
import { endSessionAndRedirect } from '../../../web/session/end-session.ts'
import { saveSession } from '../../../web/session/session.ts'
import { refuseLogIn } from '../refuse-log-in.ts'
import { startLogIn } from '../start-log-in.ts'
import { jumpOffTo } from './jump-off.ts'
import { splitDeepLink } from './split-deep-link.ts'

/**
 * Handles a deep link from the NHS App. With an asserted identity it starts a log-in; the callback then ends the session
 * of another person, and renews the session of the same person. Without one, a patient who is logged in gets the page
 * without the parameters the NHS App added. A visitor who is not logged in keeps them in the address until they are.
 */
export function deepLinks(services: Services): RequestHandler {
  return async (request, response, next) => {
    const to = localUrlOf(request)
    const { added, cleanAddress } = splitDeepLink(to)
    if (request.method !== 'GET' || added.size === 0 || isStepOfLogIn(request.path)) return next()

    // A hostile page could load a deep link repeatedly and use up the rate limit of an IP address.
    if (!isNavigation(request)) throw new BadRequest()
    const assertedLoginIdentity = added.get('assertedloginidentity')
    if (isProblemPage(request.path)) {
      if (assertedLoginIdentity === undefined) return next()
      const outcome = await endSessionAndRedirect(request, response, request.baseUrl + request.path)
      return sendOutcome(request, response, outcome)
    }
    services.metrics.countDeepLink(assertedLoginIdentity !== undefined)
    if (assertedLoginIdentity !== undefined) {
      const outcome = await startLogIn(request, response, services, { to, assertedLoginIdentity }).catch(
        error =>
          refuseLogIn(request, response, services, error, {
            byLink: true,
            returnTo: destinationFrom(request, cleanAddress),
          }),
      )
      return sendOutcome(request, response, outcome)
    }
    if (!request.session.identity) return next()
    if (isInsideNhsApp(response)) request.session.fromNhsApp = true
    request.session.jumpOff = jumpOffTo(cleanAddress, added.get('trackingid'))
    await saveSession(request)
    return sendOutcome(request, response, redirect(openedByNhsApp(cleanAddress, response)))
  }
}

function isStepOfLogIn(path: string): boolean {
  return /^\/log-in\/(start|callback)$/.test(path)
}

/**
 * These pages read `from=nhsApp` themselves to link back to the NHS App, since there may be no session, or theirs must
 * not be extended.
 */
function isProblemPage(path: string): boolean {
  return /^\/(log-in\/|(timed-out|still-there)$)/.test(path)
}
