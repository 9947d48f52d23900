import type { Context } from 'oidc-provider'

const NOT_PUBLISHED = [
  'authorization_response_iss_parameter_supported',
  'claims_parameter_supported',
  'code_challenge_methods_supported',
  'request_uri_parameter_supported',
]

/** Removes from the answers of oidc-provider what NHS login does not send, so that the portal cannot rely on it. */
export function matchNhsLoginAnswers(redirectUri: string) {
  return async (ctx: Context, next: () => Promise<void>) => {
    await next()
    const location = ctx.response.get('location')
    if (location?.startsWith(`${redirectUri}?`)) {
      const answer = new URL(location)
      answer.searchParams.delete('iss')
      ctx.set('location', answer.href)
    }
    if (ctx.path === '/.well-known/openid-configuration') {
      const published = Object.entries(ctx.body as object).filter(([name]) => !NOT_PUBLISHED.includes(name))
      ctx.body = { ...Object.fromEntries(published), response_modes_supported: ['query'] }
    }
    // NHS login answers every invalid token request with 400.
    if (ctx.path === '/token' && ctx.status === 401) ctx.status = 400
  }
}
