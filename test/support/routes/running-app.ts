import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Express, Router } from 'express'
import type { TestPortal } from '../portal.ts'
import { everyRoute, type Route } from './routes.ts'

interface RunningRoute {
  /** From the host on, with its names: `/patient-portal/appointment/:appointmentId`. */
  address: string
  submits: boolean
}

/** Where routers and other handlers stand below the host. Anything that stands elsewhere must be added here. */
const MOUNTS = ['/patient-portal', '/staff', '/health', '/FHIR/R4', '/.well-known']

/** The fixture of every route of the running app. Throws, by name, for a route without one, and for one without a route. */
export async function runningRoutes(portal: Pick<TestPortal, 'browser'>): Promise<Route[]> {
  const running = await routesOf(portal)
  const fixtures = new Map(everyRoute.map(route => [route.address, route]))
  const met = Map.groupBy(running, ({ address }) => address)
  const faults = everyRoute
    .filter(({ address }) => !met.has(address))
    .map(each => `${each.address} is no route`)
  for (const [address, routes] of met) {
    const fixture = fixtures.get(address)
    if (!fixture) faults.push(`${address} has no fixture`)
    else if (routes.some(({ submits }) => submits !== (fixture.form !== undefined)))
      faults.push(`${address} takes a form and its fixture has none, or the other way round`)
    if (routes.length > 1) faults.push(`${address} is there twice`)
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return running.flatMap(({ address }) => fixtures.get(address) ?? [])
}

/** Every route of the app that answers, read from the running app itself; static files, which are none, as one. */
export async function routesOf(portal: Pick<TestPortal, 'browser'>): Promise<RunningRoute[]> {
  const app = await appOf(portal)
  return [...walk(app.router, ''), { address: '/assets/:file', submits: false }]
}

/** The app is taken from a request that it answered, so that what is listed is what runs. */
async function appOf(portal: Pick<TestPortal, 'browser'>): Promise<Express> {
  let app: Express | undefined
  const note = (message: unknown) => {
    app = (message as { request: { app: Express } }).request.app
  }
  subscribe('http.server.response.finish', note)
  await portal.browser().get('/health/live').expect(200)
  unsubscribe('http.server.response.finish', note)
  if (!app) throw new Error('The app could not be had from a request')
  return app
}

type Layer = Router['stack'][number] & { slash: boolean; match(path: string): boolean }

function* walk(router: Router, mount: string): Generator<RunningRoute> {
  for (const layer of router.stack as Layer[]) {
    const { route, handle } = layer
    if (route) {
      const submits = route.stack.some(({ method }) => method === 'post')
      yield { address: mount && route.path === '/' ? mount : mount + route.path, submits }
      continue
    }
    const at = layer.slash ? '' : MOUNTS.find(each => layer.match(each))
    if (at === undefined)
      throw new Error('Say in test/support/routes/running-app.ts where this handler stands')
    if ('stack' in handle) yield* walk(handle as unknown as Router, mount + at)
  }
}
