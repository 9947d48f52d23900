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
import { endSession } from '../../web/session/session.ts'
import type { CannotShow } from '../patients/patients.ts'
import { claimAttempt, type FoundAttempt } from './attempt-store.ts'
import { findOwnAttempt, leadOn } from './find-own-attempt.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { reportLogIn } from './report-log-in.ts'
import { requireLogInAfterLogOut, requireNewLogIn } from './require-new-log-in.ts'
import { startSession } from './start-session.ts'
import { claimOnce } from './used-once-store.ts'

/** Handles the redirect back from NHS login, which ends a log-in. */
export function callback(services: Services): OpenPage {
  const { clock, database, log, metrics, nhsLogin, patients, rateLimits } = services
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

  async function finish(request: Request, response: Response, attempt: FoundAttempt): Promise<Redirect> {
    if (Temporal.Instant.compare(clock.now(), attempt.expiresAt) >= 0)
      throw new LogInRefused('try-again', 'state-too-old')
    const person = await nhsLogin.finish(attempt, new URLSearchParams(queryOf(request)))
    requireNewLogIn(request.session, person, attempt)
    if (!(await claimOnce(database, `jti ${person.tokenId}`, person.tokenExpiresAt)))
      throw new LogInRefused('refused', 'id-token-seen-before')

    const match = await patients.match(person)
    if ('patientId' in match) await requireLogInAfterLogOut(request, services, { ...match, person }, attempt)
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
    await endIfLoggedOutMeanwhile(request, { ...match, person }, attempt)
    metrics.countLogIn('success')
    log.info({ reference: request.reference, event: 'authn_login_success' }, 'logged in')
    return redirect(returnTo)
  }

  /** The patient may have logged out everywhere after the first look, and before there was a session to end. */
  async function endIfLoggedOutMeanwhile(
    request: Request,
    who: { patientId: string; person: NhsLoginIdentity },
    attempt: FoundAttempt,
  ): Promise<void> {
    try {
      await requireLogInAfterLogOut(request, services, who, attempt)
    } catch (error) {
      await endSession(request)
      throw error
    }
  }
}

/** NHS login gives the age; any other reason comes from the patient record and must not be shown, so one page serves all. */
function pageFor(reason: CannotShow): string {
  return `/patient-portal/log-in/${reason === 'under-16' ? 'under-16' : 'cannot-show'}`
}
