import { isIPv6 } from 'node:net'

/**
 * The network of an IP address: the whole IPv4 address, or the first 56 bits of an IPv6 address, the usual size for a
 * household or phone. A port, which some load balancers add, is ignored.
 */
export function networkOf(address = ''): string {
  const plain = address
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/^([\d.]+):\d+$/, '$1')
  return isIPv6(plain) ? first56Bits(plain) : plain
}

function first56Bits(address: string): string {
  const [before = '', after] = address.split('::')
  const [left, right] = [before, after ?? ''].map(part => part.split(':').filter(Boolean))
  const zeros = after === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0)
  const groups = [...(left ?? []), ...Array<string>(zeros).fill('0'), ...(right ?? [])]
  const [a, b, c, d] = groups.map(group => Number.parseInt(group, 16))
  return [a, b, c, (d ?? 0) >> 8].map(part => (part ?? 0).toString(16)).join(':')
}
