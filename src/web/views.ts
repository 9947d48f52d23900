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
import type { StaticFiles } from './static-files.ts'

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

type Exported = (error: Error | null, macros: object | null) => void

interface Template {
  getExported(...args: [...context: unknown[], done: Exported]): void
}

/** By template. Each belongs to one environment, and so to one set of globals. */
const macrosOf = new WeakMap<Template, object>()

/**
 * Makes the macros of a file once, if they are imported without context: then they see nothing but their arguments and the
 * globals, and are the same for every page. Nunjucks makes them anew for each import in each page, which takes longer than
 * to use them.
 */
function shareMacros(): void {
  const template = nunjucks.Template.prototype as unknown as Template
  const { getExported } = template
  template.getExported = function (this: Template, ...args) {
    const done = args.at(-1) as Exported
    if (args.length > 1) return getExported.apply(this, args)
    const made = macrosOf.get(this)
    if (made) return done(null, made)
    getExported.call(this, (error: Error | null, macros: object | null) => {
      if (macros) macrosOf.set(this, macros)
      done(error, macros)
    })
  }
}

shareMacros()
