import { type Context, errors } from 'oidc-provider'
import { P9, subjectOf } from './accounts.ts'
import type { LoginAssertions } from './login-assertions.ts'

const REGISTERED_VTR = '["P9.Cp.Cd","P9.Cp.Ck","P9.Cm"]'

/**
 * Allows for clock differences, but is no longer than the life of an access token, so a stolen assertion expires
 * soon.
 */
const MAX_ASSERTION_SECONDS = 300

/** NHS login's rules for authorize requests beyond OpenID Connect, one for each parameter. */
export function authorizeRules(assertions: LoginAssertions) {
  return {
    state: required('state'),
    nonce: required('nonce'),
    response_mode: unsupported('response_mode', 'query'),
    max_age: unsupported('max_age'),
    acr_values: unsupported('acr_values'),
    login_hint: unsupported('login_hint'),
    id_token_hint: unsupported('id_token_hint'),
    ui_locales: unsupported('ui_locales'),
    vtr(_ctx: Context, vtr?: string) {
      if (vtr !== undefined && withoutSpace(vtr) !== REGISTERED_VTR) {
        throw new errors.InvalidRequest('vtr must be the registered vectors of trust')
      }
    },
    async asserted_login_identity(ctx: Context, assertion?: string) {
      if (assertion === undefined) return
      const { session, params } = ctx.oidc
      if (params.prompt !== 'none') {
        throw new errors.InvalidRequest('asserted_login_identity needs prompt=none')
      }
      const person = await assertions.redeem(assertion)
      if (!person) throw new errors.CustomOIDCProviderError('sso_login_required', 'the assertion was refused')
      // The assertion replaces the person who was logged in before.
      session.loginAccount({ accountId: subjectOf(person), acr: P9 })
    },
  }
}

/**
 * Checks the claims of a client assertion that oidc-provider does not restrict: it accepts the issuer as audience and
 * any lifetime.
 */
export function checkClientAssertion(tokenEndpoint: string, claims: { aud: string | string[]; exp: number }) {
  if (![claims.aud].flat().includes(tokenEndpoint)) {
    throw new errors.InvalidClientAuth('aud must contain the token endpoint')
  }
  if (claims.exp - Date.now() / 1000 > MAX_ASSERTION_SECONDS) {
    throw new errors.InvalidClientAuth(`exp must be at most ${MAX_ASSERTION_SECONDS} seconds ahead`)
  }
}

function required(name: string) {
  return (_ctx: Context, value?: string) => {
    if (!value) throw new errors.InvalidRequest(`${name} is required`)
  }
}

/** NHS login does not support the parameter, so the simulator must not accept it either. */
function unsupported(name: string, except?: string) {
  return (_ctx: Context, value?: string) => {
    if (value !== undefined && value !== except) throw new errors.InvalidRequest(`${name} is not supported`)
  }
}

function withoutSpace(json: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json))
  } catch {
    return undefined
  }
}
