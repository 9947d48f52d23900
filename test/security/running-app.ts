import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Express, Router } from 'express'
import type { TestPortal } from '../support/portal.ts'

export interface RunningRoute {
  /** From the host on, with its names: `/patient-portal/appointment/:appointmentId`. */
  address: string
  submits: boolean
}

/** Where routers and other handlers stand below the host. Anything that stands elsewhere must be added here. */
const MOUNTS = ['/patient-portal', '/health', '/FHIR/R4']

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
    if (at === undefined) throw new Error('Say in test/security/running-app.ts where this handler stands')
    if ('stack' in handle) yield* walk(handle as unknown as Router, mount + at)
  }
}
