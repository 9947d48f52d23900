import { anAddress } from '../from-everywhere.ts'
import type { Ask } from './ask.ts'
import type { Case } from './cases.ts'
import type { FuzzedPatient } from './people.ts'

/** What is asked, by a patient or by a visitor: `form` is what the page's own form holds, if it has one. */
export function requestOf(
  each: Case,
  patient: FuzzedPatient | undefined,
  foreign: FuzzedPatient['ids'],
  form: [string, string][],
): Ask {
  const body = each.method === 'GET' || each.method === 'HEAD' ? undefined : bodyOf(each, form)
  return {
    method: each.method,
    path: pathOf(each, patient?.ids ?? foreign, foreign),
    headers: {
      ...(body === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
      'X-Forwarded-For': anAddress(),
      ...Object.fromEntries(each.headers.map(([name, value]) => [name, asHeader(value)])),
      ...cookieOf(each, patient),
    },
    body: body,
  }
}

export function pathOf(each: Case, own: FuzzedPatient['ids'], foreign: FuzzedPatient['ids']): string {
  const write = WAYS[each.writing]
  const path = each.route.address.replaceAll(/:(\w+)/g, (_, name) => {
    if (each.parameter !== undefined) return write(each.parameter)
    return (each.foreign ? foreign : own)[name] ?? each.route.params?.[name] ?? 'unknown'
  })
  const query = each.query.map(([name, value]) => `${write(name)}=${write(value)}`).join('&')
  return raw(`${path}${write(each.tail)}${query ? '?' : ''}${query}`)
}

const encoded = (text: string) => encodeURIComponent(text.slice(0, 2000))
const WAYS = {
  encoded,
  twice: (text: string) => encoded(encoded(text)),
  raw: (text: string) => text.slice(0, 2000),
}

/** What a request line cannot hold is encoded, and all else is left as it is. */
function raw(path: string): string {
  return path.replaceAll(/[^!-~]/gu, letter => encodeURIComponent(letter))
}

function asHeader(text: string): string {
  return text.replaceAll(/[^\t -~\u0080-\u00ff]/g, '').trim()
}

function cookieOf(each: Case, patient: FuzzedPatient | undefined): Record<string, string> {
  if (each.cookie !== undefined) {
    const way = each.cookie.length % 3
    const value = asHeader(each.cookie)
    return { Cookie: way === 0 ? value : way === 1 ? `sid=${value}` : `${patient?.cookie ?? 'sid='}${value}` }
  }
  return patient ? { Cookie: patient.cookie } : {}
}

/** The form as it is, with the hostile fields in place of its own or beside them. */
function bodyOf({ fields }: Case, form: [string, string][]): string {
  const own = form.map(([name]) => name).filter(name => name !== '_csrf')
  const given = fields.map(([name, values]) => {
    const named = typeof name === 'string' ? name : (own[name % own.length] ?? 'reason')
    return { name: named, values }
  })
  const pairs = form.filter(([name]) => !given.some(each => each.name === name))
  for (const { name, values } of given) for (const value of values) pairs.push([name, value])
  return new URLSearchParams(pairs).toString()
}
