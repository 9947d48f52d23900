import { type Context, interactionPolicy, Provider } from 'oidc-provider'
// Stores at most 2,000 entries. Named explicitly because oidc-provider warns about its default adapter.
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js'
import type { SimulatedPerson, SimulatorOptions } from '../options.ts'
import { views } from '../pages.ts'
import type { SigningKeys } from '../signing-keys.ts'
import { accountOf, P9, subjectOf } from './accounts.ts'
import type { LoginAssertions } from './login-assertions.ts'
import { matchNhsLoginAnswers } from './nhs-login-answers.ts'
import { nhsLoginSurface } from './nhs-login-surface.ts'
import { authorizeRules, checkClientAssertion } from './request-rules.ts'

const REGISTERED_SCOPES = 'openid profile profile_extended'

/** NHS login as an OpenID Connect provider, with every rule of the real service that a portal could break. */
export function nhsLogin(
  issuer: string,
  options: SimulatorOptions,
  keys: SigningKeys,
  assertions: LoginAssertions,
  idTokens: Map<string, SimulatedPerson>,
): Provider {
  const { clientId, clientPublicKey, people } = options
  const redirectUri = `${options.portalUrl}/patient-portal/log-in/callback`
  const signingKey = {
    ...keys.privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS512',
    kid: keys.kid,
  }
  const { kty, n, e } = clientPublicKey

  const provider = new Provider(issuer, {
    ...nhsLoginSurface(),
    adapter: createMemoryAdapter(),
    jwks: { keys: [signingKey] },
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        scope: REGISTERED_SCOPES,
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS512',
        id_token_signed_response_alg: 'RS512',
        jwks: { keys: [{ kty, n, e }] },
      },
    ],
    extraParams: authorizeRules(assertions),
    assertJwtClientAuthClaimsAndHeader: async (_ctx, claims) =>
      checkClientAssertion(`${issuer}/token`, claims),
    async findAccount(_ctx, subject, source) {
      const person = people.find(each => subjectOf(each) === subject)
      return person && accountOf(person, issuer, idTokens, source)
    },
    // The person consents on the log-in page, so every log-in has a grant of its own.
    async loadExistingGrant(ctx) {
      const { account, client } = ctx.oidc
      const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
      grant.addOIDCScope(REGISTERED_SCOPES)
      await grant.save()
      return grant
    },
    // The code carries the vector of trust on its own; the access token needs it as a claim.
    extraTokenClaims: async ctx => ({ acr: ctx.oidc.entities.AuthorizationCode?.acr }),
    interactions: { policy: logInPolicy(), url: async (_ctx, interaction) => `/log-in/${interaction.uid}` },
    async renderError(ctx, { error, error_description: description }) {
      ctx.type = 'html'
      ctx.body = views.render('problem.njk', { problem: `${error}: ${description ?? ''}` })
    },
  })
  provider.use(matchNhsLoginAnswers(redirectUri))
  return provider
}

/** Requires a new log-in also if the current one is below P9, and has no separate consent step. */
function logInPolicy() {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  const belowP9 = ({ oidc }: Context) => oidc.session.acr !== P9 && !oidc.result?.login
  policy
    .get('login')
    .checks.add(new interactionPolicy.Check('below_p9', 'a P9 log-in is needed', 'login_required', belowP9))
  return policy
}
