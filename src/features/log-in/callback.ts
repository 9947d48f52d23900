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
import { claimOnce } from './used-once-store.ts'

/** Where NHS login sends people back to. */
export function callback(services: Services): OpenPage {
  const { clock, database, log, metrics, nhsLogin, patients, rateLimits } = services
  return {
    async show(request, response) {
      try {
        const pending = await takePending(request)
        const query = new URLSearchParams(queryOf(request))
        const person = await nhsLogin.finish(pending, query)
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
            'log-in not matched',
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

  /** This browser's own unfinished log-in, gone before it is used: an answer counts once. */
  async function takePending(request: Request) {
    const { state } = request.query
    const pendings = request.session.pendingLogIns ?? []
    const pending = pendings.find(each => each.state === state)
    if (!pending) throw new LogInRefused('refused', 'state-unknown')
    // Not before: a page of somebody else's could send answers to nothing, and use up what all behind one address have.
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

/** Age is known from NHS login; whatever else stops somebody is the hospital's to tell. */
function pageFor(reason: CannotShow): string {
  return `/patient-portal/log-in/${reason === 'under-16' ? 'under-16' : 'cannot-show'}`
}
