import type { Request, Response } from 'express'
import type { Subject } from '../shared/subject.ts'

/*
 * What a page's handler answers with: a page, a file, another address, or JSON for a script of ours. What a patient is
 * shown says in its own file what it tells of whom. It goes out through `answer` alone, which writes that down first.
 */

/** What the audit log says of something shown. `'patient'`: the patient whose record it is, such as of a list. */
export interface Disclosure {
  action: string
  subject: Subject | 'patient'
}

/** Declared beside what is shown: the action, and how its subject is read from the very values that are rendered. */
export interface DisclosureOf<Values> {
  action: string
  subject(values: Values): Subject | 'patient'
}

/** A page to be rendered. Without a disclosure it says nothing about any patient. */
export interface Shown<Told extends Disclosure | undefined = Disclosure | undefined> {
  template: string
  values: object
  status: number
  disclosure: Told
}

export interface SentFile {
  /** Its ending says what it is. */
  fileName: string
  text: string
  disclosure: Disclosure
}

export interface Redirect {
  redirectTo: string
}

export interface Json {
  json: object
}

export type Outcome = Shown | SentFile | Redirect | Json

/** A page about a patient. Throws as it is loaded, and so keeps the portal from starting, when it does not say what it shows. */
export function patientView<Values extends object>(
  template: string,
  shows: DisclosureOf<Values>,
): (values: Values, status?: number) => Shown<Disclosure> {
  checkDeclared(template, shows)
  return (values, status = 200) => ({
    template,
    values,
    status,
    disclosure: { action: shows.action, subject: shows.subject(values) },
  })
}

/** A page that says nothing about any patient. */
export function openView<Values extends object = object>(
  template: string,
): (values?: Values, status?: number) => Shown<undefined> {
  return (values = {} as Values, status = 200) => ({ template, values, status, disclosure: undefined })
}

/** A file about a patient. Throws as {@link patientView} does. */
export function patientFile<Values extends object>(
  fileName: string,
  shows: DisclosureOf<Values>,
): (values: Values, text: string) => SentFile {
  checkDeclared(fileName, shows)
  return (values, text) => ({
    fileName,
    text,
    disclosure: { action: shows.action, subject: shows.subject(values) },
  })
}

/** Sent with 303, so that what follows a form is a page of its own. */
export function redirect(address: string): Redirect {
  return { redirectTo: address }
}

/** The one way out for everything a page answers with. What cannot be written down is not shown: an error page is. */
export async function answer(request: Request, response: Response, outcome: Outcome): Promise<void> {
  if ('redirectTo' in outcome) return response.redirect(303, outcome.redirectTo)
  if ('json' in outcome) return void response.json(outcome.json)
  if ('fileName' in outcome) {
    await request.recordDisclosure(outcome.disclosure)
    return void response.attachment(outcome.fileName).send(outcome.text)
  }
  const { disclosure, status, template, values } = outcome
  if (request.actor && !disclosure) throw new Error(`${template} does not say what it shows`)
  const html = await render(response, template, values)
  if (disclosure) await request.recordDisclosure(disclosure)
  response.status(status).send(html)
}

function render(response: Response, template: string, values: object): Promise<string> {
  return new Promise((resolve, reject) =>
    response.render(template, values, (error: Error | null, html: string) =>
      error ? reject(error) : resolve(html),
    ),
  )
}

const ACTION = /^[a-z]+(-[a-z]+)*$/

function checkDeclared(what: string, shows: Partial<DisclosureOf<never>> | undefined): void {
  if (typeof shows?.action !== 'string' || !ACTION.test(shows.action) || typeof shows.subject !== 'function')
    throw new Error(`${what} does not say what it shows: its action and its subject`)
}
