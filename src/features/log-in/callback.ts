import type { Request } from 'express'
import type { Services } from '../../services.ts'
import { LogInRefused } from '../../shared/errors.ts'
import { queryOf } from '../../web/original-url.ts'
import { redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { limitLogIn } from '../../web/rate-limits.ts'
import { endSessionAndRedirect } from '../../web/session/end-session.ts'
import { LOG_IN_TIMEOUT, regenerateSession, saveSession } from '../../web/session/session.ts'
import type { CannotShow } from '../patients/patients.ts'
import { refuseLogIn } from './refuse-log-in.ts'
import { reportLogIn } from './report-log-in.ts'
import { requireNewLogIn } from './require-new-log-in.ts'
import { claimOnce } from './used-once-store.ts'

/** Handles the redirect back from NHS login, which ends a log-in. */
export function callback(services: Services): OpenPage {
  const { clock, database, log, metrics, nhsLogin, patients, rateLimits } = services
  return {
    async show(request, response) {
      try {
        const pending = await takePending(request)
        const query = new URLSearchParams(queryOf(request))
        const person = await nhsLogin.finish(pending, query)
        // Only links of the NHS App start a log-in with its jump-off.
        if (!pending.jumpOff) requireNewLogIn(request.session, person)
        if (!(await claimOnce(database, `jti ${person.tokenId}`, person.tokenExpiresAt)))
          throw new LogInRefused('refused', 'id-token-seen-before')

        const match = await patients.match(person)
        const jumpOff = pending.jumpOff ?? request.session.jumpOff
        const { nhsNumber } = person
        const sessionId = await reportLogIn(request, response, services, { match, nhsNumber, jumpOff })
        if ('cannotShow' in match) {
          metrics.countLogIn(match.cannotShow)
          log.warn(
            { reference: request.reference, event: 'authn_login_fail', reason: match.cannotShow },
            'log-in matched no patient who may use the portal',
          )
          return await endSessionAndRedirect(request, response, pageFor(match.cannotShow))
        }
        const { fromNhsApp } = request.session
        await regenerateSession(request)
        const loggedInAt = clock.now().toString()
        request.session.identity = { patientId: match.patientId, loggedInAt, sessionId }
        if (jumpOff) request.session.jumpOff = jumpOff
        if (fromNhsApp) request.session.fromNhsApp = true
        await saveSession(request)
        metrics.countLogIn('success')
        log.info({ reference: request.reference, event: 'authn_login_success' }, 'logged in')
        return redirect(pending.returnTo)
      } catch (error) {
        return await refuseLogIn(request, response, services, error)
      }
    },
  }

  /** Removes this browser's pending log-in from the session before using it, so that each callback works only once. */
  async function takePending(request: Request) {
    const { state } = request.query
    const pendings = request.session.pendingLogIns ?? []
    const pending = pendings.find(each => each.state === state)
    if (!pending) throw new LogInRefused('refused', 'state-unknown')
    // Counted only now: a hostile page could send callbacks without a pending log-in and use up the limit of an IP
    // address.
    await limitLogIn(rateLimits, request)
    request.session.pendingLogIns = pendings.filter(each => each !== pending)
    await saveSession(request)

    const until = Temporal.Instant.from(pending.startedAt).add(LOG_IN_TIMEOUT)
    if (Temporal.Instant.compare(clock.now(), until) >= 0)
      throw new LogInRefused('try-again', 'state-too-old')
    if (!(await claimOnce(database, `state ${pending.state}`, until)))
      throw new LogInRefused('refused', 'state-used-before')
    return pending
  }
}

/** NHS login gives the age; any other reason comes from the patient record and must not be shown, so one page serves all. */
function pageFor(reason: CannotShow): string {
  return `/patient-portal/log-in/${reason === 'under-16' ? 'under-16' : 'cannot-show'}`
}
