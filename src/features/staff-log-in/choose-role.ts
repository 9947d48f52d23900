import type { Request } from 'express'
import { z } from 'zod'
import { BadRequest } from '../../shared/errors.ts'
import { ROLE_NAMES } from '../../shared/permissions.ts'
import { readOwnForm } from '../../web/forms.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { sessionTimeLeft } from '../../web/session/session.ts'
import {
  onTheWayToStaff,
  STAFF_HOME,
  STAFF_TIMED_OUT,
  staffDestinationFrom,
} from '../../web/session/staff-destination.ts'
import { samePost, startStaffSession } from '../../web/session/staff-session.ts'
import type { StaffServices } from '../feature.ts'
import { auditRole } from './audit-role.ts'

/** The place of a role in the list of the session. */
const rules = z.object({ role: z.string().regex(/^\d{1,3}$/) })

interface Choice {
  value: string
  text: string
  trustName: string
  isCurrent: boolean
}

const view = openView<{ choices: Choice[] }>('staff-log-in/choose-role')

/**
 * A person with several roles chooses one, and may change it. The session is renewed with the choice: forms that were
 * opened in the role before are then refused, so that nothing is done in another role than its page says.
 */
export function chooseRole(services: StaffServices): OpenPage {
  const { clock, log } = services
  return {
    show(request) {
      const refusal = withoutChoice(request)
      return refusal ?? view({ choices: choicesOf(request) })
    },
    async submit(request) {
      const { staff } = request.session
      const refusal = withoutChoice(request)
      if (refusal || !staff) return refusal ?? redirect('/staff/log-in')
      const post = staff.posts[Number(readOwnForm(rules, request.body).role)]
      if (!post) throw new BadRequest()
      const { chosen, userId } = staff
      if (!chosen || !samePost(chosen, post)) {
        await auditRole(services, { userId, post }, chosen ? 'changed-role-to' : 'logged-in-as')
        await startStaffSession(request, { ...staff, chosen: post })
        log.info({ reference: request.reference, kind: 'staff' }, 'role chosen')
      }
      // The page that they came from may not be for the other role.
      return redirect(chosen ? STAFF_HOME : staffDestinationFrom(request, request.query.to))
    },
  }

  function withoutChoice({ session }: Request) {
    const { staff } = session
    if (!staff) return redirect('/staff/log-in')
    if (sessionTimeLeft(session, clock.now()).sign <= 0) return redirect(onTheWayToStaff(STAFF_TIMED_OUT))
    return undefined
  }
}

function choicesOf({ session }: Request): Choice[] {
  const { posts = [], chosen } = session.staff ?? {}
  return posts.map((post, index) => ({
    value: String(index),
    text: ROLE_NAMES[post.role],
    trustName: post.trustName,
    isCurrent: chosen !== undefined && samePost(chosen, post),
  }))
}
