import { Router } from 'express'
import type { Feature } from './features/feature.ts'
import type { Services } from './services.ts'
import { type OpenPage, type PageTable, routerOf } from './web/page.ts'
import { limitPatient } from './web/rate-limits.ts'
import { requirePatient } from './web/session/access.ts'

/** The pages of all features: open pages first, then those that need a logged-in patient. */
export function routes(
  services: Services,
  features: readonly Feature[],
  demonstrationPages: PageTable<OpenPage> = {},
): Router {
  const { clock, patients, rateLimits, recordDisclosure } = services
  const mayUse = (id: string) => patients.mayUse(id)
  const guards = [requirePatient({ clock, mayUse, recordDisclosure }), limitPatient(rateLimits)]

  const router = Router({ caseSensitive: true, strict: true })
  for (const { middleware } of features) if (middleware) router.use(middleware(services))
  for (const { openPages } of features) if (openPages) router.use(routerOf(openPages(services)))
  router.use(routerOf(demonstrationPages))
  for (const { patientPages, refusalView } of features)
    if (patientPages) router.use(routerOf(patientPages(services, features), { guards, refusal: refusalView }))
  return router
}
