/**
 * The query parameters the NHS App adds to a deep link. Compared in lower case: trackingId is published in two
 * spellings.
 */
const NHS_APP_PARAMETERS = new Set(['assertedloginidentity', 'from', 'trackingid', 'extsystemname'])

/** Longer than any query of ours. Re-encoding can triple the length, and proxies drop redirects that are too long. */
const MAX_QUERY_LENGTH = 2000

/** Separates the address of our page from the parameters the NHS App added, by their names in lower case. */
export function splitDeepLink(url: string): { added: Map<string, string>; cleanAddress: string } {
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  const own = new URLSearchParams()
  const added = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (NHS_APP_PARAMETERS.has(name.toLowerCase())) added.set(name.toLowerCase(), value)
    else own.append(name, value)
  }
  const ownQuery = own.size > 0 ? `?${own}` : ''
  return { added, cleanAddress: path + (ownQuery.length <= MAX_QUERY_LENGTH ? ownQuery : '') }
}
