import { Router } from 'express'
import { appointmentPages } from './features/appointments/routes.ts'
import { showRefusals } from './features/appointments/show-refusals.ts'
import { helpPages } from './features/help/routes.ts'
import { home } from './features/home/home.ts'
import { deepLinks } from './features/log-in/deep-links.ts'
import { logInPages } from './features/log-in/routes.ts'
import type { Services } from './services.ts'
import { auditedViews } from './web/audited-views.ts'
import { type PageTable, routerOf } from './web/page.ts'
import { limitPatient } from './web/rate-limits.ts'
import { requirePatient } from './web/session/access.ts'
import { writesWhatIsShown } from './what-pages-show.ts'

/** Every page, by whom it is for. In production there are no `demonstrationPages`. */
export function routes(services: Services, demonstrationPages: PageTable = {}): Router {
  const { clock, patients } = services
  const anyone = [logInPages(services), helpPages(), demonstrationPages]
  const loggedInPatients = [{ '/': home(services) }, appointmentPages(services)]

  const router = Router({ caseSensitive: true, strict: true })
  router.use(deepLinks(services))
  for (const table of anyone) router.use(routerOf(table))
  const guard = requirePatient({ clock, mayUse: id => patients.mayUse(id) })
  const limit = limitPatient(services.rateLimits)
  const audited = auditedViews(writesWhatIsShown(services))
  for (const table of loggedInPatients) router.use(routerOf(table, guard, limit, audited))
  router.use(showRefusals)
  return router
}
