import * as cheerio from 'cheerio'
import { type APIRequestContext, type APIResponse, request } from 'playwright-core'
import { FIRST, type Step } from '../../src/dev/catalogue/state.ts'

export interface Shown {
  url: string
  status: number
  headers: Record<string, string>
  html: string
}

type Meanwhile = (happening: Extract<Step, { meanwhile: string }>['meanwhile']) => Promise<unknown>

/** Somebody at a browser that has no scripts and shows nothing: it follows links and fills in forms. */
export class Visitor {
  readonly #context: APIRequestContext
  #shown: Shown | undefined
  #page = withoutScripts('')
  #chosen: [string, string][] = []

  private constructor(context: APIRequestContext) {
    this.#context = context
  }

  /** `begin` is the link they come by. */
  static async arrive(begin: string, userAgent?: string): Promise<Visitor> {
    const context = await request.newContext({ ...(userAgent ? { userAgent } : {}) })
    const visitor = new Visitor(context)
    await visitor.#open(begin)
    return visitor
  }

  get shown(): Shown {
    if (!this.#shown) throw new Error('Nothing is shown yet')
    return this.#shown
  }

  async leave(): Promise<void> {
    await this.#context.dispose()
  }

  async take(step: Step, meanwhile: Meanwhile): Promise<void> {
    if ('press' in step) await this.#press(step.press)
    else if ('choose' in step) this.#choose(step.choose)
    else if ('write' in step) this.#chosen.push([this.#fieldLabelled(step.into), step.write])
    else if ('open' in step) await this.#open(new URL(step.open, this.shown.url).href)
    else if ('meanwhile' in step) await meanwhile(step.meanwhile)
    else throw new Error('Which link is followed elsewhere depends on the state')
  }

  /** In another tab of the same browser. */
  async openElsewhere(url: string): Promise<void> {
    await this.#context.get(url)
  }

  async #open(url: string): Promise<void> {
    await this.#show(await this.#context.get(url, { headers: this.#fetchSite(url), maxRedirects: 20 }))
  }

  /** As browsers say it: whether the page before is of the same site. */
  #fetchSite(url: string): Record<string, string> {
    const site = this.#shown && new URL(this.#shown.url).origin === new URL(url).origin
    return this.#shown ? { 'Sec-Fetch-Site': site ? 'same-origin' : 'cross-site' } : {}
  }

  async #show(response: APIResponse): Promise<void> {
    const html = await response.text()
    this.#shown = { url: response.url(), status: response.status(), headers: response.headers(), html }
    this.#page = withoutScripts(html)
    this.#chosen = []
  }

  async #press(name: string): Promise<void> {
    const $ = this.#page
    const pressed = $('main a, main button, main input[type=submit], a, button')
      .filter((_, each) => ($(each).is('input') ? $(each).attr('value') : nameOf($, each)) === name)
      .first()
    const href = pressed.attr('href')
    if (href) return this.#open(new URL(href, this.shown.url).href)
    const form = pressed.closest('form')
    if (form.length === 0)
      throw new Error(`There is no “${name}” to press on ${this.shown.url}: ${$('h1').text()}`)
    const address = new URL(form.attr('action') ?? '', this.shown.url)
    if (!form.attr('action')) address.hash = ''
    const fields = new URLSearchParams(form.serializeArray().map(({ name, value }) => [name, value]))
    for (const [field] of this.#chosen) fields.delete(field)
    for (const [field, value] of this.#chosen) fields.append(field, value)
    const own = pressed.attr('name')
    if (own) fields.append(own, pressed.attr('value') ?? '')
    const response = await this.#context.post(address.href, {
      headers: { ...this.#fetchSite(address.href), 'content-type': 'application/x-www-form-urlencoded' },
      data: String(fields),
      maxRedirects: 20,
    })
    await this.#show(response)
  }

  #choose(label: string): void {
    const $ = this.#page
    const labels = $('main label').filter((_, each) => label === FIRST || textOf($(each).text()) === label)
    const input = $(`#${cssId(labels.first().attr('for'))}`)
    const name = input.attr('name')
    if (!name) throw new Error(`There is no “${label}” to choose on ${this.shown.url}: ${$('h1').text()}`)
    this.#chosen.push([name, input.attr('value') ?? 'on'])
  }

  #fieldLabelled(label: string): string {
    const $ = this.#page
    const found = $('main label').filter((_, each) => textOf($(each).text()) === label)
    const name = $(`#${cssId(found.first().attr('for'))}`).attr('name')
    if (!name) throw new Error(`There is no field “${label}” on ${this.shown.url}: ${$('h1').text()}`)
    return name
  }
}

/** As a browser without scripts reads it: what is in `noscript` is part of the page. */
export function withoutScripts(html: string): cheerio.CheerioAPI {
  return cheerio.load(html, { scriptingEnabled: false })
}

function nameOf($: cheerio.CheerioAPI, element: Parameters<cheerio.CheerioAPI>[0]): string {
  const copy = $(element as never).clone()
  copy.find('.nhsuk-u-visually-hidden').remove()
  return textOf(copy.text())
}

const textOf = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const cssId = (id: string | undefined) => (id ?? 'no-such-field').replaceAll(/[^\w-]/g, String.raw`\$&`)
