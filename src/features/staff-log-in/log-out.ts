import { auditAccess } from '../../audit/audit.ts'
import { openView, redirect } from '../../web/outcome.ts'
import type { OpenPage } from '../../web/page.ts'
import { clearBrowserData, destroySession } from '../../web/session/session.ts'
import type { StaffServices } from '../feature.ts'

const view = openView('staff-log-in/log-out')
const loggedOutView = openView('staff-log-in/logged-out')

export function logOut({ clock, database, log }: StaffServices): OpenPage {
  return {
    show: request => (request.session.staff ? view() : redirect('/staff/logged-out')),
    async submit(request, response) {
      const { reference, session } = request
      const { staff } = session
      await destroySession(request, response)
      clearBrowserData(response)
      if (staff) {
        log.info({ reference, event: 'authn_logout', kind: 'staff' }, 'staff logged out')
        const { chosen, userId } = staff
        const subject = { type: 'staff-user', id: userId }
        // They are logged out, whether it can be written down or not.
        if (chosen)
          await auditAccess(
            database,
            { kind: 'staff', userId, ...chosen },
            'logged-out',
            subject,
            clock.now(),
          ).catch(error => log.error({ reference, error }, 'log-out of staff not audited'))
      }
      return redirect('/staff/logged-out')
    },
  }
}

export function loggedOut(): OpenPage {
  return { show: () => loggedOutView() }
}
