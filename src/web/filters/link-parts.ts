import nunjucks from 'nunjucks'

/** A part of a page: a link, of which `inside` is what stands inside, or what stands between links. */
export interface LinkPart {
  html?: unknown
  inside?: unknown
  /** All of the link but its address. */
  attributes?: unknown
  /** The link leads to an appointment of the patient, or with this query to their list. */
  appointmentId?: string
  list?: string
}

const LINK = /<a\b([^>]*)>([\s\S]*?)<\/a>/g
const HREF = /\s*\bhref="([^"]*)"/
const FORM = /<form\b[\s\S]*?<\/form>/g
const APPOINTMENT = /^\/patient-portal\/appointment\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/
const LIST = /^\/patient-portal\/appointments((?:\?[^#]*)?)(?:#.*)?$/

/**
 * Takes HTML of our templates apart, in which attributes are escaped, so that another template can write its links anew. Forms are
 * left out.
 */
export function linkParts(html: unknown): LinkPart[] {
  const text = String(html).replaceAll(FORM, '')
  const parts: LinkPart[] = []
  let end = 0
  for (const { 0: link, 1: attributes = '', 2: inside = '', index } of text.matchAll(LINK)) {
    const other = safe(attributes.replace(HREF, ''))
    parts.push(
      { html: safe(text.slice(end, index)) },
      { inside: safe(inside), attributes: other, ...destination(attributes) },
    )
    end = index + link.length
  }
  return [...parts, { html: safe(text.slice(end)) }]
}

function destination(attributes: string): Pick<LinkPart, 'appointmentId' | 'list'> {
  const href = attributes.match(HREF)?.[1] ?? ''
  const appointmentId = href.match(APPOINTMENT)?.[1]
  if (appointmentId) return { appointmentId }
  const list = href.match(LIST)?.[1]
  return list === undefined ? {} : { list: list.replaceAll('&amp;', '&') }
}

function safe(html: string) {
  return new nunjucks.runtime.SafeString(html)
}
