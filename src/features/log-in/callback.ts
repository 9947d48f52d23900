import type { Request, Response } from 'express'
import type { NhsLoginIdentity } from '../../gateways/nhs-login/nhs-login.ts'
import type { Services } from '../../services.ts'
import { BadRequest, LogInRefused } from '../../shared/errors.ts'
import { deviceInWords } from '../../web/device.ts'
import { isNavigation } from '../../web/navigation.ts'
import { showInsideNhsApp } from '../../web/nhs-app.ts'
import { queryOf } from '../../web/original-url.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { limitLogIn } from '../../web/rate-limits.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'
import type { CannotShow } from '../patients/patients.ts'
import { claimAttempt, type FoundAttempt } from './attempt-store.ts'
import { findOwnAttempt, leadOn } from './find-own-attempt.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { reportLogIn } from './report-log-in.ts'
import { requireNewLogIn } from './require-new-log-in.ts'
import { startSession } from './start-session.ts'
import { claimOnce } from './used-once-store.ts'

/** Handles the redirect back from NHS login, which ends a log-in. */
export function callback(services: Services): OpenPage {
  const { accessLog, clock, database, log, metrics, nhsLogin, patients, rateLimits } = services
  return {
    async show(request, response) {
      if (request.method !== 'GET') return redirect('/patient-portal/log-in')
      if (!isNavigation(request)) throw new BadRequest()
      const attempt = await findOwnAttempt(request, response, services)
      if ('redirectTo' in attempt) return attempt
      if (attempt.insideNhsApp) showInsideNhsApp(response)
      // Counted only now: a hostile page could send callbacks without a log-in and use up the limit of an IP address.
      await limitLogIn(rateLimits, request)
      if (!(await claimAttempt(database, attempt.state, clock.now())))
        return leadOn(request, response, services, 'state-used', attempt.returnTo)
      return finish(request, response, attempt).catch(error =>
        refuseLogIn(request, response, services, error, attempt),
      )
    },
  }

  /** After the patient logged out everywhere, a log-in of before is refused in each browser, and the next one asks who it is. */
  async function requireLogInAfterLogOut(request: Request, patientId: string, person: NhsLoginIdentity) {
    const loggedOut = person.authenticatedAt && (await accessLog.lastLogOut(patientId))?.toString()
    if (!loggedOut) return
    request.session.loggedOut ??= loggedOut
    requireNewLogIn({ loggedOut }, person)
  }

  async function finish(request: Request, response: Response, attempt: FoundAttempt): Promise<Redirect> {
    if (Temporal.Instant.compare(clock.now(), attempt.expiresAt) >= 0)
      throw new LogInRefused('try-again', 'state-too-old')
    const person = await nhsLogin.finish(attempt, new URLSearchParams(queryOf(request)))
    if (!attempt.byLink) requireNewLogIn(request.session, person)
    if (!(await claimOnce(database, `jti ${person.tokenId}`, person.tokenExpiresAt)))
      throw new LogInRefused('refused', 'id-token-seen-before')

    const match = await patients.match(person)
    if ('patientId' in match && !attempt.byLink)
      await requireLogInAfterLogOut(request, match.patientId, person)
    const { jumpOff, returnTo } = attempt
    const { nhsNumber } = person
    const sessionId = await reportLogIn(request, response, services, { match, nhsNumber, jumpOff })
    if ('cannotShow' in match) {
      metrics.countLogIn(match.cannotShow)
      log.warn(
        { reference: request.reference, event: 'authn_login_fail', reason: match.cannotShow },
        'log-in matched no patient who may use the portal',
      )
      return endSessionAndRedirect(request, response, pageFor(match.cannotShow))
    }
    const loggedInAt = clock.now().toString()
    await startSession(
      request,
      {
        patientId: match.patientId,
        loggedInAt,
        sessionId,
        idTokenId: person.tokenId,
        device: deviceInWords(request),
      },
      attempt,
    )
    metrics.countLogIn('success')
    log.info({ reference: request.reference, event: 'authn_login_success' }, 'logged in')
    return redirect(returnTo)
  }
}

/** NHS login gives the age; any other reason comes from the patient record and must not be shown, so one page serves all. */
function pageFor(reason: CannotShow): string {
  return `/patient-portal/log-in/${reason === 'under-16' ? 'under-16' : 'cannot-show'}`
}
