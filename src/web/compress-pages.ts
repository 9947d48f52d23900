import { constants } from 'node:zlib'
import compression from 'compression'

/**
 * Pages are made anew for everybody and packed as they go out. This quality takes a quarter of a millisecond; the next
 * take longer than they save. What a packed page gives away by its length is dealt with in csrf.ts.
 */
export const compressPages = compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } })
