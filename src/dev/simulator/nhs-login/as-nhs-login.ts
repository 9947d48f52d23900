import type { Context } from 'oidc-provider'

const NOT_PUBLISHED = [
  'authorization_response_iss_parameter_supported',
  'claims_parameter_supported',
  'code_challenge_methods_supported',
  'request_uri_parameter_supported',
]

/** Takes out of oidc-provider's answers what NHS login does not give, lest the portal come to lean on it. */
export function answerAsNhsLogin(redirectUri: string) {
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
    // Every fault of a token request is a 400.
    if (ctx.path === '/token' && ctx.status === 401) ctx.status = 400
  }
}
