import supertest, { type Response } from 'supertest'
import { anAddress } from '../../security/from-everywhere.ts'
import type { Fields } from '../form.ts'
import type { TestPortal } from '../portal.ts'
import type { Example } from './fixture.ts'

/** Someone at a route: what their browser sends, and where. The fields are those of a form that is ready to be sent. */
export interface Visit {
  cookie: string
  path: string
  params?: Example['params']
  fields: Fields
}

export type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete' | 'options' | 'trace'

/** One request with the visit's cookie and fields. Cookies that come back are not kept: each request stands alone. */
export async function send(
  portal: TestPortal,
  { cookie, fields, path }: Visit,
  method: Method,
): Promise<Response> {
  const request = supertest(portal.url)
    [method](path)
    .redirects(0)
    .set({ Cookie: asBoth(cookie), 'X-Forwarded-For': anAddress() })
  return method === 'get' || method === 'head' ? request : request.type('form').send(fields)
}

/** The session of a patient is sent as one of staff too, and the other way round: neither may find the other's. */
function asBoth(cookie: string): string {
  const [name, ...value] = cookie.split('=')
  const other = name === 'sid' ? 'staff-sid' : 'sid'
  return cookie && `${cookie}; ${other}=${value.join('=')}`
}
