import type { Request } from 'express'
import type { QueryRules } from '../../web/session/destination.ts'
import { type AccessLogCursor, WHO, type Who } from './access-log-store.ts'

/** `before`: the place of the last entry on the page before, with an `e` for one of an early release. */
export const listQuery = {
  who: new RegExp(`^(${WHO.join('|')})$`),
  before: /^e?[1-9]\d{0,9}$/,
} satisfies QueryRules

/** What is not as declared counts as absent. */
export function whoIn({ query: { who } }: Request): Who | undefined {
  return WHO.find(each => each === who)
}

export function cursorIn({ query: { before } }: Request): AccessLogCursor | undefined {
  if (typeof before !== 'string' || !listQuery.before.test(before)) return undefined
  return before.startsWith('e') ? { earlier: Number(before.slice(1)) } : { place: Number(before) }
}

/** The query of an address of the list: empty, or with its question mark. */
export function queryOf(who: Who | undefined, before?: AccessLogCursor): string {
  const parameters = new URLSearchParams()
  if (who) parameters.set('who', who)
  if (before) parameters.set('before', before.earlier ? `e${before.earlier}` : String(before.place))
  return parameters.size > 0 ? `?${parameters}` : ''
}
