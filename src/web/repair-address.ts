import type { RequestHandler } from 'express'
import { GUID_IN_ANY_CASE } from '../shared/guid.ts'
import { queryOf } from './original-url.ts'

/** Addresses that people and mail programs did not change. */
const UNCHANGED = /^(\/[a-z0-9-]+)*$/

/** What stands behind an address in a letter or a message. */
const PUNCTUATION = '/.,;:!?)>]"\'’”'

/**
 * Redirects an address that was typed or changed by a mail program to the page that was meant: capital letters, a slash
 * or a full stop at the end, spaces and line ends within. An address without such a page is answered as before.
 * `pages`: the paths of all pages, with names for what differs, such as `/patient-portal/appointment/:appointmentId`.
 */
export function repairAddress(pages: readonly string[]): RequestHandler {
  const patterns = pages.map(page => page.split('/'))
  return (request, response, next) => {
    const { method, path } = request
    if ((method !== 'GET' && method !== 'HEAD') || UNCHANGED.test(path)) return next()
    const repaired = repair(path, patterns)
    if (repaired === undefined || repaired === path) return next()
    response.redirect(303, repaired + queryOf(request))
  }
}

function repair(path: string, patterns: readonly string[][]): string | undefined {
  const characters = [...decoded(path).replaceAll(/[\s\u200b\u00ad]/g, '')]
  const last = characters.findLastIndex(character => !PUNCTUATION.includes(character))
  const segments = characters
    .slice(0, last + 1)
    .join('')
    .split('/')
  for (const pattern of patterns) {
    if (pattern.length !== segments.length) continue
    const found = pattern.map((name, index) => match(name, segments[index] ?? ''))
    if (found.every(each => each !== undefined)) return found.join('/')
  }
  return undefined
}

/** Words of ours are found in any case. An id is only trusted to be one if it has no other characters. */
function match(name: string, segment: string): string | undefined {
  if (!name.startsWith(':')) return segment.toLowerCase() === name ? name : undefined
  if (GUID_IN_ANY_CASE.test(segment)) return segment.toLowerCase()
  return /^[\w-]+$/.test(segment) ? segment : undefined
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return ''
  }
}
