import type { Services } from '../../services.ts'
import { BadRequest } from '../../shared/errors.ts'
import { isNavigation } from '../../web/navigation.ts'
import { redirect } from '../../web/outcome.ts'
import type { PatientPage } from '../../web/page.ts'

/** Leads a patient to the settings of their NHS login. The address is made when the link is followed: it is soon invalid. */
export function nhsLoginSettings({ nhsLogin }: Services): PatientPage {
  return {
    async show(request) {
      if (!isNavigation(request)) throw new BadRequest()
      const { href } = await nhsLogin.settingsAddress(request.session.identity?.idTokenId)
      return redirect(href)
    },
  }
}
