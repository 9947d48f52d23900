import express, { type Express } from 'express'
import type { Store } from 'express-session'
import type { Config } from './config/config.ts'
import { isOutage } from './database/faults.ts'
import type { Feature } from './features/feature.ts'
import { refusalsAsFhir } from './fhir/operation-outcome.ts'
import { getAppointmentsApi } from './fhir/routes.ts'
import { routes, staffRoutes } from './routes.ts'
import type { Services } from './services.ts'
import { appLinks } from './web/app-links.ts'
import { compressPages } from './web/compress-pages.ts'
import { errorPages, pageNotFound } from './web/error-pages.ts'
import { readCorrelationId } from './web/fhir.ts'
import { insideNhsApp, nhsAppScript } from './web/nhs-app.ts'
import { nhsFont } from './web/nhs-font.ts'
import { deadline } from './web/operations/deadline.ts'
import { health } from './web/operations/health.ts'
import { shedLoad } from './web/operations/load-shedding.ts'
import { isInMaintenance, refuseInMaintenance } from './web/operations/maintenance.ts'
import { metricsPage } from './web/operations/metrics.ts'
import { requestLog } from './web/operations/request-log.ts'
import { requestMetrics } from './web/operations/request-metrics.ts'
import { requestTrace } from './web/operations/request-trace.ts'
import { queryOf } from './web/original-url.ts'
import type { OpenPage, PageTable } from './web/page.ts'
import { limitAddress } from './web/rate-limits.ts'
import { repairAddress } from './web/repair-address.ts'
import { noStore, securityHeaders } from './web/security-headers.ts'
import { securityTxt } from './web/security-txt.ts'
import { exposeLogInState } from './web/session/access.ts'
import { sameOriginForms } from './web/session/csrf.ts'
import { browserSession } from './web/session/session.ts'
import { exposeStaffState } from './web/session/staff-access.ts'
import { StaticFiles } from './web/static-files.ts'
import { checkTrust } from './web/trusted-proxies.ts'
import { useViews } from './web/views.ts'

export const SERVICE_NAME = 'Manage your hospital appointments'

/** Enough for a page of a questionnaire: five texts of 10,000 characters, in letters that take up to 12 bytes each. */
const FORM_LIMITS = { extended: false, limit: '640kb', parameterLimit: 100 }

export interface AppParts {
  config: Config & { nhsAppUrl: string }
  services: Services
  /** The enabled features. */
  features: readonly Feature[]
  store: Store
  /** Of the sessions of staff. */
  staffStore: Store
  isReady(): Promise<boolean>
  isOverloaded(): boolean
  /** Empty in production. */
  demonstrationPages: PageTable<OpenPage>
  staffDemonstrationPages: PageTable<OpenPage>
}

/** Builds the Express app. The middleware is listed in the order in which it sees a request. */
export function createApp(parts: AppParts): Express {
  const { config, services, features, store } = parts
  const { clock, https, log } = services
  const { sessionSecrets: secrets } = config
  const app = express()
  const files = new StaticFiles()
  const pageErrors = errorPages(log, isOutage)
  const fhirErrors = refusalsAsFhir(log, isOutage)
  const { router, paths, queries } = routes(services, features, parts.demonstrationPages)
  app.disable('x-powered-by')
  app.disable('etag')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  app.set('trust proxy', config.trustProxy)
  app.locals.loggedIn = false
  app.locals.pageQueries = queries
  app.locals.nhsAppScript = nhsAppScript(config.nhsAppUrl)
  app.locals.firstPageBackLink = config.firstPageBackLink
  app.locals.hospitals = services.contacts.hospitals
  app.locals.navigation = features.flatMap(({ navigation }) => navigation ?? [])
  useViews(app, files, { serviceName: SERVICE_NAME, nhsAppUrl: config.nhsAppUrl })

  if (config.traceCollector) app.use(requestTrace)
  app.use(checkTrust(config.trustProxy, log))
  app.use(requestLog(log), requestMetrics(services.metrics))
  app.use(securityHeaders({ https, nhsAppUrl: config.nhsAppUrl }))
  app.use(files.serve)
  app.use(compressPages, noStore)
  app.use('/FHIR/R4', readCorrelationId, deadline(config.requestTimeout, fhirErrors))
  app.use(deadline(config.requestTimeout, pageErrors))
  app.use(
    '/health',
    health(parts.isReady, () => isInMaintenance(config.maintenanceUntil, services.clock)),
  )
  app.get('/metrics', metricsPage(services.metrics))
  app.use(insideNhsApp, nhsFont)
  app.use('/.well-known', appLinks(config.appLinks))
  app.use(refuseInMaintenance(config.maintenanceUntil, services.clock))
  app.use(shedLoad(parts.isOverloaded))
  app.use(limitAddress(services.rateLimits))
  if (services.aggregator)
    app.use(
      '/FHIR/R4',
      getAppointmentsApi(services, services.aggregator, config, {
        hasLetters: features.some(({ name }) => name === 'letters'),
        hasQuestionnaires: features.some(({ name }) => name === 'questionnaires'),
      }),
    )
  app.get('/.well-known/security.txt', securityTxt(config, services.clock))
  app.get('/', (request, response) => response.redirect(303, `/patient-portal${queryOf(request)}`))
  const staff = staffPagesOf(parts)
  app.use(repairAddress([...below('/patient-portal', paths), ...below('/staff', staff?.paths ?? [])]))
  app.use('/patient-portal', browserSession({ store, secrets, https, clock, log, area: 'patient' }))
  app.use('/patient-portal', insideNhsApp, exposeLogInState(services.clock))
  const form = [sameOriginForms(config.baseUrl), express.urlencoded(FORM_LIMITS)]
  app.use('/patient-portal', form, router)
  if (staff) {
    app.locals.staffPageQueries = staff.queries
    app.use('/staff', browserSession({ store: parts.staffStore, secrets, https, clock, log, area: 'staff' }))
    app.use('/staff', exposeStaffState(clock, staff.menu), form, staff.router)
  }
  app.use(pageNotFound)
  app.use('/FHIR/R4', fhirErrors)
  app.use(pageErrors)
  return app
}

/** Undefined when there are none: then nothing is found below /staff. */
function staffPagesOf({ services, features, staffDemonstrationPages }: AppParts) {
  const { staffLogin } = services
  return staffLogin && staffRoutes({ ...services, staffLogin }, features, staffDemonstrationPages)
}

function below(mount: string, paths: readonly string[]): string[] {
  return paths.map(path => mount + (path === '/' ? '' : path))
}
