import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import nunjucks from 'nunjucks'
import { formatDate, formatDateAndTime, formatPlainDate, formatTime } from '../shared/dates.ts'
import type { StaticFiles } from './static-files.ts'

const require = createRequire(import.meta.url)
const FOLDERS = [
  fileURLToPath(new URL('../../views/', import.meta.url)),
  ...['nhsuk-frontend', 'nhsapp-frontend'].map(kit =>
    join(dirname(require.resolve(`${kit}/package.json`)), 'dist'),
  ),
]

/**
 * Nunjucks for Express. Only what is the same for everybody goes into its globals; what belongs to one request
 * goes into `res.locals`, so that no patient can be shown another's.
 */
export function useViews(
  app: Express,
  files: StaticFiles,
  site: { serviceName: string; nhsAppUrl: string },
): void {
  const views = nunjucks.configure(FOLDERS, { autoescape: true, throwOnUndefined: false, express: app })
  views.addGlobal('assetAddress', files.address)
  views.addGlobal('serviceName', site.serviceName)
  views.addGlobal('nhsAppUrl', site.nhsAppUrl)
  const filters = { formatDate, formatDateAndTime, formatPlainDate, formatTime }
  for (const [name, filter] of Object.entries(filters)) views.addFilter(name, filter)
  views.addFilter('keepPostcodeTogether', keepPostcodeTogether)
  app.set('view engine', 'njk')
}

/** On a narrow screen a postcode at the end of an address must not be broken over two lines. */
function keepPostcodeTogether(address: string): string {
  return address.replace(/ (?=\d[A-Z]{2}$)/, '\u00a0')
}
