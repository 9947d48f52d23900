import { Router } from 'express'
import type { Feature } from './features/feature.ts'
import type { Services } from './services.ts'
import { type OpenPage, type PageTable, routerOf } from './web/page.ts'
import { limitLateForm, limitPatient } from './web/rate-limits.ts'
import { requirePatient, showPatientName } from './web/session/access.ts'
import { type PageQueries, pageQueries } from './web/session/destination.ts'
import { lateForms } from './web/session/late-forms.ts'

/**
 * The pages of all features: open pages first, then those that need a logged-in patient. Also returns their paths, with
 * names for what differs, such as `/appointment/:appointmentId`, and the query parameters that they declare.
 */
export function routes(
  services: Services,
  features: readonly Feature[],
  demonstrationPages: PageTable<OpenPage> = {},
): { router: Router; paths: string[]; queries: PageQueries } {
  const { clock, formSeals, log, patients, rateLimits, recordDisclosure } = services
  const findUser = (id: string) => patients.findUser(id)
  const guards = [requirePatient({ clock, findUser, recordDisclosure }), limitPatient(rateLimits)]
  const limit = (patientId: string) => limitLateForm(rateLimits, patientId)
  const late = lateForms({ seals: formSeals, clock, findUser, limit })
  const showName = showPatientName(findUser, log)

  const router = Router({ caseSensitive: true, strict: true })
  const tables: PageTable[] = []
  const add = (table: PageTable, options?: Parameters<typeof routerOf>[1]) => {
    router.use(routerOf(table, options))
    tables.push(table)
  }
  for (const { middleware } of features) if (middleware) router.use(middleware(services))
  for (const { openPages } of features) if (openPages) add(openPages(services), { guards: [showName] })
  add(demonstrationPages, { guards: [showName] })
  for (const { patientPages, refusalView } of features)
    if (patientPages) add(patientPages(services, features), { guards, refusal: refusalView, late })
  router.use(showName)
  return { router, paths: tables.flatMap(Object.keys), queries: pageQueries(tables) }
}
