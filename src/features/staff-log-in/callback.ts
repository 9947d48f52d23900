import { hash, randomUUID } from 'node:crypto'
import type { Request } from 'express'
import { auditAccess } from '../../audit/audit.ts'
import { BadRequest, LogInRefused } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { queryOf } from '../../web/original-url.ts'
import { type Redirect, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { limitLogIn } from '../../web/rate-limits.ts'
import { attemptSecret } from '../../web/session/attempt-cookies.ts'
import { onTheWayToStaff, STAFF_HOME } from '../../web/session/staff-destination.ts'
import { type StaffPost, startStaffSession } from '../../web/session/staff-session.ts'
import type { StaffServices } from '../feature.ts'
import { auditRole } from './audit-role.ts'
import { refuseLogIn, toProblem } from './refuse-log-in.ts'
import { claimStaffAttempt, type FoundStaffAttempt, findStaffAttempt } from './staff-attempt-store.ts'

/** Handles the redirect back from the provider, which ends a log-in. */
export function callback(services: StaffServices): OpenPage {
  const { clock, database, log, rateLimits, staff, staffLogin } = services
  return {
    async show(request) {
      if (request.method !== 'GET') return redirect('/staff/log-in')
      if (!isNavigation(request)) throw new BadRequest()
      const attempt = await findOwnAttempt(request)
      if (!attempt || attempt.used) return leadOn(request, attempt?.returnTo)
      // Counted only now: a hostile page could send callbacks without a log-in and use up the limit of an IP address.
      await limitLogIn(rateLimits, request)
      if (!(await claimStaffAttempt(database, attempt.state, clock.now())))
        return leadOn(request, attempt.returnTo)
      return finish(request, attempt).catch(error => refuseLogIn(request, services, error, attempt.returnTo))
    },
  }

  /** The attempt that this browser started. Anyone can send any other callback, so it must change nothing. */
  async function findOwnAttempt(request: Request): Promise<FoundStaffAttempt | undefined> {
    const { state } = request.query
    if (typeof state !== 'string' || state === '') return undefined
    const attempt = await findStaffAttempt(database, state)
    const secret = attemptSecret(request, state)
    return secret !== undefined && hash('sha256', secret) === attempt?.secretHash ? attempt : undefined
  }

  function leadOn(request: Request, returnTo = STAFF_HOME): Redirect {
    const { reference } = request
    log.info({ reference, kind: 'staff' }, 'callback does not belong to a log-in of this browser')
    return request.session.staff ? redirect(returnTo) : toProblem('start-again', returnTo)
  }

  async function finish(
    request: Request,
    { expiresAt, returnTo, ...pending }: FoundStaffAttempt,
  ): Promise<Redirect> {
    if (Temporal.Instant.compare(clock.now(), expiresAt) >= 0)
      throw new LogInRefused('try-again', 'state-too-old')
    const person = await staffLogin.finish(pending, new URLSearchParams(queryOf(request)))
    const trusts = await staff.trustsAmong(person.organisations)
    const posts = person.posts.flatMap(post => {
      const trustName = trusts.get(post.trustOdsCode)
      return trustName === undefined ? [] : [{ ...post, trustName }]
    })
    const userId = await staff.record({ ...person, issuer: staffLogin.issuer }, posts.length > 0)
    if (posts.length === 0) return refuse(request, { ...person, userId, trusts, returnTo })
    return logIn(request, { userId, name: person.name, posts, returnTo })
  }

  /** The person is who they say, and has no role here. Without a trust of ours there is no chain for an entry. */
  async function refuse(
    { reference }: Request,
    who: { userId: string; organisations: readonly string[]; trusts: Map<string, string>; returnTo: string },
  ): Promise<Redirect> {
    const { organisations, returnTo, trusts, userId } = who
    const problem = trusts.size === 0 && organisations.length > 0 ? 'unknown-organisation' : 'wrong-role'
    for (const trustOdsCode of trusts.keys()) {
      const actor = { kind: 'staff', userId, trustOdsCode } as const
      await auditAccess(database, actor, 'refused-log-in', { type: 'staff-user', id: userId }, clock.now())
    }
    log.warn(
      { reference, event: 'authn_login_fail', kind: 'staff', reason: problem },
      'staff log-in has no role here',
    )
    return toProblem(problem, returnTo)
  }

  async function logIn(
    request: Request,
    who: { userId: string; name: string; posts: StaffPost[]; returnTo: string },
  ): Promise<Redirect> {
    const { name, posts, returnTo, userId } = who
    const [post, another] = posts
    const loggedInAt = clock.now().toString()
    const identity = { userId, name, posts, loggedInAt, sessionId: randomUUID() }
    // With several, the entry follows when they have chosen.
    const chosen = another ? undefined : post
    if (chosen) await auditRole(services, { userId, post: chosen }, 'logged-in-as')
    await startStaffSession(request, { ...identity, chosen })
    log.info({ reference: request.reference, event: 'authn_login_success', kind: 'staff' }, 'staff logged in')
    return redirect(chosen ? returnTo : onTheWayToStaff('/staff/choose-role', returnTo))
  }
}
