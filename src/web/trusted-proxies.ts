import type { RequestHandler } from 'express'
import type { Log } from '../shared/log.ts'

/** For the log at start, because a wrong setting lets visitors choose the address by which they are limited. */
export function describeTrust(trustProxy: number | readonly string[]): string {
  if (trustProxy === 0) return 'X-Forwarded-For is ignored: no proxy is trusted'
  if (typeof trustProxy === 'number')
    return `X-Forwarded-For is trusted for exactly ${trustProxy} ${trustProxy === 1 ? 'proxy' : 'proxies'} in front`
  return `X-Forwarded-For is trusted from the ${trustProxy.length} configured networks`
}

/**
 * Logs once when a request shows that TRUST_PROXY does not fit what stands in front: a header from an address that is
 * not trusted, which is ignored, or one with fewer addresses than there should be proxies.
 */
export function checkTrust(trustProxy: number | readonly string[], log: Log): RequestHandler {
  let logged = false
  return (request, _response, next) => {
    const forwardedFor = request.headersDistinct['x-forwarded-for']
    if (logged || !forwardedFor) return next()
    const isTrusted: (address: string, hop: number) => boolean = request.app.get('trust proxy fn')
    const addresses = forwardedFor.join(',').split(',').length
    const ignored = !isTrusted(request.socket.remoteAddress ?? '', 0)
    if (ignored || (typeof trustProxy === 'number' && addresses < trustProxy)) {
      logged = true
      log.warn(
        { reason: ignored ? 'sender-not-trusted' : 'fewer-proxies' },
        'X-Forwarded-For does not fit TRUST_PROXY: visitors may be limited by a wrong address',
      )
    }
    next()
  }
}
