import type { Request } from 'express'
import type { StaffRole } from '../../shared/permissions.ts'
import { regenerateSession, saveSession } from './session.ts'

/** A role that a person has at a trust. */
export interface StaffPost {
  role: StaffRole
  trustOdsCode: string
  trustName: string
}

export interface StaffIdentity {
  /** The id of their row in `staff_user`. */
  userId: string
  name: string
  /** An ISO instant. */
  loggedInAt: string
  /** Identifies the session in the history, and cannot be used to log in. */
  sessionId: string
  /** All that the provider said at the log-in. */
  posts: readonly StaffPost[]
  /** Undefined until a person with several has chosen. */
  chosen?: StaffPost | undefined
}

declare module 'express-session' {
  interface SessionData {
    /** The member of staff who is logged in. Only sessions under /staff have it, and those have no `identity`. */
    staff?: StaffIdentity
  }
}

/** More than anyone has. */
const MAX_POSTS = 20

/**
 * Starts a session with a new id, after a log-in and after a change of role. Nothing of the session before is kept, so
 * forms that it showed are refused.
 */
export async function startStaffSession(request: Request, identity: StaffIdentity): Promise<void> {
  const { staff, usedAt } = request.session
  await regenerateSession(request)
  request.session.staff = { ...identity, posts: identity.posts.slice(0, MAX_POSTS) }
  // Not left to the first page, because two that open at once would each save the session without what the other added.
  request.session.usedAt = (staff?.sessionId === identity.sessionId && usedAt) || identity.loggedInAt
  await saveSession(request)
}

export function samePost(one: StaffPost, other: StaffPost): boolean {
  return one.role === other.role && one.trustOdsCode === other.trustOdsCode
}
