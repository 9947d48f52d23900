import { isIP } from 'node:net'
import { z } from 'zod'

/** More proxies than any hospital has in a row. A higher number would let visitors choose their own address. */
const MAX_HOPS = 5
/** Networks with a shorter prefix are not those of a hospital: they hold a large part of the internet. */
const MIN_PREFIX_LENGTH = { 4: 8, 6: 7 }

/** The trusted proxies: their exact number, or their addresses in CIDR notation, comma-separated. */
export const trustedProxies = z
  .string()
  .superRefine((text, { addIssue }) => {
    const fault = /^\d+$/.test(text) ? faultOfHops(text) : text.split(',').map(faultOfNetwork).find(Boolean)
    if (fault) addIssue(fault)
  })
  .transform(text => (/^\d+$/.test(text) ? Number(text) : text.split(',').map(network => network.trim())))

function faultOfHops(text: string): string | undefined {
  return Number(text) > MAX_HOPS ? `must not be more than ${MAX_HOPS} hops` : undefined
}

function faultOfNetwork(text: string): string | undefined {
  const [address = '', prefixLength, excess] = text.trim().split('/')
  const version = isIP(address)
  if ((version !== 4 && version !== 6) || excess !== undefined) return NOT_A_LIST
  if (prefixLength !== undefined && !/^\d{1,3}$/.test(prefixLength)) return NOT_A_LIST
  const longest = version === 4 ? 32 : 128
  const length = Number(prefixLength ?? longest)
  if (length > longest) return NOT_A_LIST
  // An IPv4 address in the form of IPv6, whose prefix would be counted differently.
  if (/^::ffff:/i.test(address)) return NOT_A_LIST
  return length < MIN_PREFIX_LENGTH[version] ? 'must not trust so large a part of the internet' : undefined
}

const NOT_A_LIST = 'must be a number of hops or a list of addresses'
