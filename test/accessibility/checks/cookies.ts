import * as cheerio from 'cheerio'
import { type HtmlCheck, oneLine } from './check.ts'
import { titleOf } from './title.ts'

export const NEEDED = 'You need to allow cookies'
/** More than the longest way: log in, NHS login, and back. */
export const MOST_STEPS = 6

/**
 * In a browser that keeps no cookies of ours, whoever opens the page, or sends a form of it, and then presses what each
 * answer offers first, comes to the page that says what to do, and not to the same page for ever.
 */
export const withoutCookies: HtmlCheck = async ({ html, url }) => {
  // The catalogue of the demonstration is for auditors, and its forms come back to it.
  if (url.endsWith('/help/states')) return []
  const ways = [{ url }, ...formsOf(html, url)]
  const faults: string[] = []
  for (const way of ways) faults.push(...(await follow(way)))
  return [...new Set(faults)]
}

interface Request {
  url: string
  form?: string
}

async function follow(start: Request): Promise<string[]> {
  const ours = new URL(start.url).origin
  const theirCookies = new Map<string, string>()
  const titles: string[] = []
  let next: Request | undefined = start
  for (let step = 0; next && step < MOST_STEPS; step++) {
    const { html, url } = await ask(next, ours, theirCookies)
    const title = titleOf({ html })
    if (title === NEEDED) return []
    if (titles.includes(title)) return [`without cookies “${title}” leads to itself again`]
    titles.push(title)
    next = firstOffer(html, url)
  }
  // A page that everybody may read asks for nothing.
  return next ? [`without cookies ${titles.join(', ')} lead on and on`] : []
}

/** Follows redirects as a browser does, and keeps the cookies of NHS login only. */
async function ask(request: Request, ours: string, theirCookies: Map<string, string>) {
  let { url, form } = request
  for (let redirects = 0; redirects < 20; redirects++) {
    const { origin } = new URL(url)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        cookie: theirCookies.get(origin) ?? '',
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    })
    const set = response.headers.getSetCookie().map(each => each.split(';')[0])
    if (origin !== ours && set.length > 0)
      theirCookies.set(origin, [theirCookies.get(origin), ...set].filter(Boolean).join('; '))
    const location = response.headers.get('location')
    const html = await response.text()
    if (!location) return { html, url }
    url = new URL(location, url).href
    form = undefined
  }
  throw new Error(`${request.url} redirects for ever`)
}

/** The button of the page, drawn or real; where there is none, it offers nothing but words and links. */
function firstOffer(html: string, url: string): Request | undefined {
  const link = cheerio.load(html)('main a.nhsuk-button').first().attr('href')
  return link !== undefined ? { url: new URL(link, url).href } : formsOf(html, url)[0]
}

function formsOf(html: string, url: string): Request[] {
  const $ = cheerio.load(html)
  return $('main form, body:not(:has(main)) form')
    .toArray()
    .map(each => {
      const fields = new URLSearchParams(
        $(each)
          .serializeArray()
          .map(({ name, value }) => [name, value]),
      )
      const button = $(each).find('button').first()
      const name = button.attr('name')
      if (name) fields.set(name, button.attr('value') ?? oneLine(button.text()))
      return { url: new URL($(each).attr('action') ?? url, url).href, form: String(fields) }
    })
}
