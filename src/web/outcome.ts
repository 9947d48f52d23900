import type { Request, Response } from 'express'
import type { PatientAction } from '../shared/audit-actions.ts'
import type { Subject } from '../shared/subject.ts'
import { onceSent, type Sent } from './sending/once-sent.ts'
import { type OpenedFile, sendStream } from './sending/streamed-file.ts'

/*
 * The outcome that a page's handler returns: a view, a file, a redirect, or JSON for a script of ours. Views and files
 * with patient data declare their disclosure in their own file. `sendOutcome` audits it before it sends anything.
 */

/**
 * An entry of the audit log about shown data. `'patient'` means the patient whose record it is, for example for a list.
 */
export interface Disclosure {
  action: PatientAction
  subject: Subject | 'patient'
  /** Whose record it is, when staff are shown it: the entry goes into the chain of this patient. */
  patientId?: string | undefined
  /**
   * Everyone who is on a list that staff are shown: an entry goes into the chain of each, and one into the chain of the
   * trust.
   */
  patientIds?: readonly string[] | undefined
}

/** A page for staff that shows nothing of any patient, and says so. */
export type NoPatient = 'no-patient'

/** Declares a disclosure. Its subject is read from the same values that are rendered, so that the two cannot differ. */
export interface DisclosureOf<Values> {
  action: PatientAction
  subject(values: Values): Subject | 'patient'
  /** For staff, one of these: see {@link Disclosure}. */
  patientId?(values: Values): string
  patientIds?(values: Values): readonly string[]
}

/** A page to render. Without a disclosure it must not contain patient data. */
export interface View<
  Disclosed extends Disclosure | NoPatient | undefined = Disclosure | NoPatient | undefined,
> extends Sent {
  template: string
  values: object
  status: number
  disclosure: Disclosed
}

/** A file for staff may say that it shows nothing of any patient. */
export interface SentFile<Disclosed extends Disclosure | NoPatient = Disclosure | NoPatient> extends Sent {
  /** Its extension determines the content type. */
  fileName: string
  text: string
  disclosure: Disclosed
}

/** A file of a patient that is too large to be in memory. */
export interface StreamedFile extends Sent {
  /** Its extension determines the content type. */
  fileName: string
  /** Called before the disclosure is audited, so that what cannot be opened is not said to have been shown. */
  open(): Promise<OpenedFile>
  disclosure: Disclosure
}

export interface Redirect {
  redirectTo: string
}

export interface Json {
  json: object
}

export type Outcome = View | SentFile | StreamedFile | Redirect | Json

/**
 * Declares a page with patient data. Throws without a valid disclosure. Pages call it when their module is loaded, so
 * the portal then does not start.
 */
export function patientView<Values extends object>(
  template: string,
  shows: DisclosureOf<Values>,
): (values: Values, status?: number) => View<Disclosure> {
  checkDeclared(template, shows)
  return (values, status = 200) => ({ template, values, status, disclosure: disclosed(shows, values) })
}

function disclosed<Values>(shows: DisclosureOf<Values>, values: Values): Disclosure {
  return {
    action: shows.action,
    subject: shows.subject(values),
    patientId: shows.patientId?.(values),
    patientIds: shows.patientIds?.(values),
  }
}

/** Declares a page for staff that shows nothing of any patient. */
export function viewWithoutPatient<Values extends object = object>(
  template: string,
): (values?: Values, status?: number) => View<NoPatient> {
  return (values = {} as Values, status = 200) => ({ template, values, status, disclosure: 'no-patient' })
}

/** Declares a page without patient data. */
export function openView<Values extends object = object>(
  template: string,
): (values?: Values, status?: number) => View<undefined> {
  return (values = {} as Values, status = 200) => ({ template, values, status, disclosure: undefined })
}

/** Declares a file with patient data. Throws as {@link patientView} does. */
export function patientFile<Values extends object>(
  fileName: string,
  shows: DisclosureOf<Values>,
): (values: Values, text: string) => SentFile<Disclosure> {
  checkDeclared(fileName, shows)
  return (values, text) => ({ fileName, text, disclosure: disclosed(shows, values) })
}

/** Declares a file with patient data that is sent as a stream. Throws as {@link patientView} does. */
export function patientStream<Values extends object>(
  name: string,
  shows: DisclosureOf<Values>,
): (values: Values, fileName: string, open: StreamedFile['open']) => StreamedFile {
  checkDeclared(name, shows)
  return (values, fileName, open) => ({ fileName, open, disclosure: disclosed(shows, values) })
}

/** Declares a file for staff that shows nothing of any patient. */
export function fileWithoutPatient(fileName: string): (text: string) => SentFile<NoPatient> {
  return text => ({ fileName, text, disclosure: 'no-patient' })
}

/** Sent with 303, so that the browser follows a submitted form with a GET. */
export function redirect(url: string): Redirect {
  return { redirectTo: url }
}

/**
 * Sends the outcome of a page. When the audit entry cannot be written, it throws and nothing is shown. After the deadline
 * of the request, nothing is sent.
 */
export async function sendOutcome(request: Request, response: Response, outcome: Outcome): Promise<void> {
  if (request.deadlinePassed) return
  if ('redirectTo' in outcome) return response.redirect(303, outcome.redirectTo)
  if ('json' in outcome) return void response.json(outcome.json)
  await openRecord(request, response, outcome.disclosure)
  if ('open' in outcome) return sendFileOf(request, response, outcome)
  if ('fileName' in outcome) {
    if (outcome.disclosure !== 'no-patient') await request.recordDisclosure(outcome.disclosure)
    if (request.deadlinePassed) return
    onceSent(request, response, outcome)
    response.attachment(outcome.fileName).send(outcome.text)
    return
  }
  const { disclosure, status, template, values } = outcome
  if (request.actor && !disclosure) throw new Error(`${template} does not declare a disclosure`)
  const html = await render(response, template, values)
  if (disclosure && disclosure !== 'no-patient') await request.recordDisclosure(disclosure)
  if (request.deadlinePassed) return
  onceSent(request, response, outcome)
  response.status(status).send(html)
}

async function sendFileOf(request: Request, response: Response, outcome: StreamedFile): Promise<void> {
  const file = await outcome.open()
  try {
    await request.recordDisclosure(outcome.disclosure)
    if (request.deadlinePassed) return
    onceSent(request, response, outcome)
    await sendStream(request, response, outcome.fileName, file)
  } finally {
    file.stream.destroy()
  }
}

/** The one place that every view of a patient's record by staff goes through: see `requireStaff`. */
async function openRecord(
  request: Request,
  response: Response,
  disclosure: View['disclosure'],
): Promise<void> {
  if (!disclosure || disclosure === 'no-patient' || disclosure.patientId === undefined) return
  response.locals.sensitiveUntil = await request.openRecord?.(disclosure.patientId)
}

function render(response: Response, template: string, values: object): Promise<string> {
  return new Promise((resolve, reject) =>
    response.render(template, values, (error: Error | null, html: string) =>
      error ? reject(error) : resolve(html),
    ),
  )
}

const ACTION = /^[a-z]+(-[a-z]+)*$/

function checkDeclared(name: string, shows: Partial<DisclosureOf<never>> | undefined): void {
  if (typeof shows?.action !== 'string' || !ACTION.test(shows.action) || typeof shows.subject !== 'function')
    throw new Error(`${name} must declare the action and the subject of its disclosure`)
}
