import type { Request, RequestHandler } from 'express'
import type { Actor } from '../../shared/actor.ts'
import type { Clock } from '../../shared/clock.ts'
import { BadRequest, NotFound } from '../../shared/errors.ts'
import { localUrlOf } from '../original-url.ts'
import { redirect, sendOutcome } from '../outcome.ts'
import { hasValidToken } from './csrf.ts'
import { destinationFrom, onTheWay, TIMED_OUT } from './destination.ts'
import { type FormSeals, type Sealed, sessionHash } from './form-seal.ts'
import { sessionTimeLeft } from './session.ts'
import { sentSessionId } from './session-cookie.ts'

/*
 * A form that arrives after its session has ended. What was entered is kept for the patient to whom the page was shown,
 * and is offered to them when they have logged in again. It is not used, and nothing is shown to its sender.
 */

/** Keeps what was entered in the form of a page, without using it. */
export type Keep = (actor: Actor, request: Request) => Promise<void>

interface Options {
  seals: FormSeals
  clock: Clock
  /** Undefined when the patient may not use the portal. */
  findUser(patientId: string): Promise<object | undefined>
  /** Counts the form against the limits of the patient. */
  limit(patientId: string): Promise<void>
}

export interface LateForms {
  /** Gives a page the seal for its form. */
  seal: RequestHandler
  /** Runs before the log-in and the form's token are checked, and passes on every form that is not late. */
  receive(keep: Keep): RequestHandler
}

export function lateForms({ seals, clock, findUser, limit }: Options): LateForms {
  return {
    async seal({ session, sessionID }, response, next) {
      const patientId = session.identity?.patientId
      if (patientId)
        response.locals.formSeal = await seals.seal(
          { patientId, session: sessionHash(sessionID) },
          clock.now(),
        )
      next()
    },

    receive: keep => async (request, response, next) => {
      const sealed = await seals.open(request.body?._seal, clock.now())
      const patientId = sealed && patientOfLateForm(request, sealed)
      if (!patientId || !(await findUser(patientId))) return next()
      await limit(patientId)
      if (request.deadlinePassed) return
      try {
        await keep({ kind: 'patient', patientId }, request)
      } catch (error) {
        if (error instanceof NotFound || error instanceof BadRequest) return next()
        throw error
      }
      const page = destinationFrom(request, localUrlOf(request))
      const to = isLive(request) ? page : onTheWay(TIMED_OUT, response, page, { kept: 'yes' })
      await sendOutcome(request, response, redirect(to))
    },
  }

  /** Undefined for a form that is not late, or whose sender cannot be the patient. */
  function patientOfLateForm(request: Request, { patientId, session }: Sealed): string | undefined {
    if (isLive(request)) {
      // They may have logged in again in another tab: the form is of an earlier session, and so is its token.
      const { session: current, sessionID } = request
      const isEarlier = current.identity?.patientId === patientId && session !== sessionHash(sessionID)
      return isEarlier && !hasValidToken(request) ? patientId : undefined
    }
    const id = sentSessionId(request)
    return id !== undefined && session === sessionHash(id) ? patientId : undefined
  }

  function isLive({ session }: Request): boolean {
    return sessionTimeLeft(session, clock.now()).sign > 0
  }
}
