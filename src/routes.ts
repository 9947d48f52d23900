import { Router } from 'express'
import type { Feature } from './features/feature.ts'
import type { Services } from './services.ts'
import { type OpenPage, type PageTable, routerOf } from './web/page.ts'
import { limitPatient } from './web/rate-limits.ts'
import { requirePatient, showPatientName } from './web/session/access.ts'

/** The pages of all features: open pages first, then those that need a logged-in patient. */
export function routes(
  services: Services,
  features: readonly Feature[],
  demonstrationPages: PageTable<OpenPage> = {},
): Router {
  const { clock, log, patients, rateLimits, recordDisclosure } = services
  const findUser = (id: string) => patients.findUser(id)
  const guards = [requirePatient({ clock, findUser, recordDisclosure }), limitPatient(rateLimits)]
  const showName = showPatientName(findUser, log)

  const router = Router({ caseSensitive: true, strict: true })
  for (const { middleware } of features) if (middleware) router.use(middleware(services))
  for (const { openPages } of features)
    if (openPages) router.use(routerOf(openPages(services), { guards: [showName] }))
  router.use(routerOf(demonstrationPages))
  for (const { patientPages, refusalView } of features)
    if (patientPages) router.use(routerOf(patientPages(services, features), { guards, refusal: refusalView }))
  router.use(showName)
  return router
}
