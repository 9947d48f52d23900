import type { Application, Response } from 'express'
import { keepCompressed } from './compress-pages.ts'

/** What the layout shows differently to visitors who are not logged in. Nothing else of a request reaches these pages. */
const DIFFERENCES = ['insideNhsApp', 'onNhsAppPhone', 'nhsFont', 'openedByNhsApp']

interface FixedPage {
  html: string
  /** The phone numbers on the page. They are read again every minute. */
  hospitals: unknown
}

const pagesOf = new WeakMap<Application, Map<string, FixedPage>>()

/** Renders a page that is the same for every visitor who is not logged in, and keeps it. */
export async function renderFixedPage(response: Response, template: string): Promise<string> {
  const { app, locals } = response
  const pages = pagesOf.get(app) ?? new Map<string, FixedPage>()
  pagesOf.set(app, pages)
  const different = Object.fromEntries(DIFFERENCES.map(name => [name, locals[name] === true]))
  const key = JSON.stringify([template, different])
  const hospitals: unknown = app.locals.hospitals()
  const kept = pages.get(key)
  if (kept && kept.hospitals === hospitals) return kept.html
  const html = await new Promise<string>((resolve, reject) =>
    app.render(template, different, (error, html) => (error ? reject(error) : resolve(html))),
  )
  keepCompressed(html)
  pages.set(key, { html, hospitals })
  return html
}
