import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Express } from 'express'
import nunjucks from 'nunjucks'
import {
  formatBirthDate,
  formatDate,
  formatDateAndTime,
  formatLastDate,
  formatMonth,
  formatPlainDate,
  formatTime,
} from '../shared/dates.ts'
import { shareMacros } from './shared-macros.ts'
import type { StaticFiles } from './static-files.ts'

shareMacros()

const require = createRequire(import.meta.url)
const FOLDERS = [
  fileURLToPath(new URL('../../views/', import.meta.url)),
  ...['nhsuk-frontend', 'nhsapp-frontend'].map(name =>
    join(dirname(require.resolve(`${name}/package.json`)), 'dist'),
  ),
]

/**
 * Sets up Nunjucks. Globals may hold only values that are the same for all visitors. Values of a request belong in
 * `res.locals`, so that no patient can see another patient's data.
 */
export function useViews(
  app: Express,
  files: StaticFiles,
  site: { serviceName: string; nhsAppUrl: string },
): void {
  const views = nunjucks.configure(FOLDERS, { autoescape: true, throwOnUndefined: false, express: app })
  views.addGlobal('assetAddress', files.urlOf)
  views.addGlobal('serviceName', site.serviceName)
  views.addGlobal('nhsAppUrl', site.nhsAppUrl)
  const filters = {
    formatBirthDate,
    formatDate,
    formatDateAndTime,
    formatLastDate,
    formatMonth,
    formatPlainDate,
    formatTime,
  }
  for (const [name, filter] of Object.entries(filters)) views.addFilter(name, filter)
  views.addFilter('keepPostcodeTogether', keepPostcodeTogether)
  app.set('view engine', 'njk')
}

/** Keeps a postcode at the end of an address on one line on narrow screens. */
function keepPostcodeTogether(address: string): string {
  return address.replace(/ (?=\d[A-Z]{2}$)/, '\u00a0')
}
