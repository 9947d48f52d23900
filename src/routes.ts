import { type RequestHandler, Router } from 'express'
import type { Feature, StaffServices } from './features/feature.ts'
import type { Services } from './services.ts'
import { isStaffPermission } from './shared/permissions.ts'
import { type OpenPage, type Page, type PageTable, routerOf } from './web/page.ts'
import { limitLateForm, limitPatient, limitStaff } from './web/rate-limits.ts'
import { requirePatient, showPatientName } from './web/session/access.ts'
import { type PageQueries, pageQueries } from './web/session/destination.ts'
import { lateForms } from './web/session/late-forms.ts'
import {
  requirePermissionFor,
  requireReasonForForms,
  requireStaff,
  type StaffMenuEntry,
} from './web/session/staff-access.ts'
import { STAFF_HOME } from './web/session/staff-destination.ts'

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

/**
 * The pages for staff of all features, with their menu. Throws for a page without a permission, and for an entry of the
 * menu without a page, so that the portal does not start.
 */
export function staffRoutes(
  services: StaffServices,
  features: readonly Feature[],
  demonstrationPages: PageTable<OpenPage> = {},
): { router: Router; paths: string[]; queries: PageQueries; menu: StaffMenuEntry[] } {
  const { clock, rateLimits, recordDisclosure, sensitiveRecords } = services
  const requireReason = sensitiveRecords.requireReason.bind(sensitiveRecords)
  const reasonForForms = requireReasonForForms(sensitiveRecords.requireReasonForForm.bind(sensitiveRecords))
  const guardOf = (page: Page, path: string) => guardsOfStaffPage(page, path, reasonForForms)
  const guards = [requireStaff({ clock, recordDisclosure, requireReason }), limitStaff(rateLimits)]
  const router = Router({ caseSensitive: true, strict: true })
  const open = features.map(({ staffOpenPages }) => staffOpenPages?.(services) ?? {})
  open.push(demonstrationPages)
  for (const table of open) router.use(routerOf(table))
  const menu: StaffMenuEntry[] = []
  const tables: PageTable[] = [...open]
  for (const { staffPages, staffNavigation, refusalView } of features) {
    const table = staffPages?.(services, features) ?? {}
    router.use(routerOf(table, { guards, guardOf, refusal: refusalView }))
    tables.push(table)
    if (!staffNavigation) continue
    const permission = table[staffNavigation.to]?.permission
    if (!permission)
      throw new Error(`The menu of staff leads to ${staffNavigation.to}, which is no page for staff`)
    const { name, text, to } = staffNavigation
    menu.push({ name, text, href: to === '/' ? STAFF_HOME : STAFF_HOME + to, permission })
  }
  // The start page is first, whichever feature has it.
  menu.sort((one, other) => Number(other.href === STAFF_HOME) - Number(one.href === STAFF_HOME))
  return { router, paths: tables.flatMap(Object.keys), queries: pageQueries(tables, STAFF_HOME), menu }
}

function guardsOfStaffPage(
  page: Page & { permission?: unknown },
  path: string,
  reasonForForms: RequestHandler,
): RequestHandler[] {
  const { permission } = page
  if (!isStaffPermission(permission)) throw new Error(`${path} names no permission of staff`)
  const guard = requirePermissionFor(permission)
  // On a page with this permission the reason is stated.
  return permission === 'open-sensitive-records' ? [guard] : [guard, reasonForForms]
}
