import { randomBytes } from 'node:crypto'
import { type Configuration, type Context, errors, interactionPolicy, Provider } from 'oidc-provider'
// Stores at most 2,000 entries. Named explicitly because oidc-provider warns about its default adapter.
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js'
import { checkClientAssertion } from '../nhs-login/request-rules.ts'
import type { SimulatorOptions } from '../options.ts'
import { views } from '../pages.ts'
import type { SigningKeys } from '../signing-keys.ts'
import type { SimulatedStaff } from './staff-people.ts'

export const STAFF_LOGIN_PATH = '/staff-login'
const SCOPES = ['openid', 'profile', 'nhsperson', 'nationalrbacaccess']
const MINUTE = 60

/** NHS CIS2 Authentication as an OpenID Connect provider, with the rules that a portal could break. */
export function staffLogin(issuer: string, options: SimulatorOptions, keys: SigningKeys): Provider {
  const { clientId, clientPublicKey, staff = [] } = options
  const { kty, n, e } = clientPublicKey
  const provider = new Provider(issuer, {
    ...surface(),
    adapter: createMemoryAdapter(),
    jwks: {
      keys: [{ ...keys.privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: keys.kid }],
    },
    clients: [
      {
        client_id: clientId,
        redirect_uris: [`${options.portalUrl}/staff/log-in/callback`],
        scope: SCOPES.join(' '),
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS256',
        id_token_signed_response_alg: 'RS256',
        require_auth_time: true,
        jwks: { keys: [{ kty, n, e }] },
      },
    ],
    extraParams: {
      state: required('state'),
      nonce: required('nonce'),
      acr_values: oneOf('acr_values', ['AAL2_OR_AAL3_ANY', 'AAL3_ANY']),
      prompt: oneOf('prompt', ['login']),
    },
    assertJwtClientAuthClaimsAndHeader: async (
      _ctx: Context,
      claims: { aud: string | string[]; exp: number },
    ) => checkClientAssertion(`${issuer}/access_token`, claims),
    async findAccount(_ctx: Context, subject: string) {
      const person = staff.find(({ id }) => id === subject)
      return person && { accountId: person.id, claims: (use: string) => claimsOf(person, use) }
    },
    // There is nothing to consent to, so every log-in has a grant of its own.
    async loadExistingGrant(ctx: Context) {
      const { account, client } = ctx.oidc
      const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId })
      grant.addOIDCScope(SCOPES.join(' '))
      await grant.save()
      return grant
    },
    extraTokenClaims: async () => ({}),
    interactions: {
      policy: logInPolicy(),
      url: async (_ctx: Context, { uid }: { uid: string }) => `${STAFF_LOGIN_PATH}/log-in/${uid}`,
    },
    async renderError(ctx: Context, { error, error_description: description }: Fault) {
      ctx.type = 'html'
      ctx.body = views.render('problem.njk', { problem: `${error}: ${description ?? ''}` })
    },
  } satisfies Configuration)
  return provider
}

interface Fault {
  error: string
  error_description?: string
}

/** The levels are in the ID token, the name and the roles in user-info, each in the type that CIS2 gives it. */
function claimsOf({ assurance = 3, id, name, posts }: SimulatedStaff, use: string): Record<string, unknown> {
  if (use === 'id_token')
    return {
      sub: id,
      acr: assurance === 3 ? 'AAL3_ANY' : 'AAL2_OR_AAL3_ANY',
      id_assurance_level: 3,
      authentication_assurance_level: assurance,
    }
  return {
    sub: id,
    uid: id,
    name,
    display_name: name,
    nhsid_useruid: id,
    idassurancelevel: '3',
    nhsid_nrbac_roles: posts.map(({ code, odsCode, roleName }, index) => ({
      org_code: odsCode,
      person_orgid: `${id}${index}1`,
      person_roleid: `${id}${index}2`,
      role_code: code,
      role_name: `"Admin and Clerical":"Hospital":"${roleName}"`,
    })),
  }
}

function surface(): Partial<Configuration> {
  const off = { enabled: false }
  return {
    routes: {
      authorization: '/authorize',
      token: '/access_token',
      userinfo: '/userinfo',
      jwks: '/connect/jwk_uri',
    },
    features: {
      devInteractions: off,
      dPoP: off,
      pushedAuthorizationRequests: off,
      resourceIndicators: off,
      rpInitiatedLogout: off,
    },
    responseTypes: ['code'],
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: { clientAuthSigningAlgValues: ['RS256'], idTokenSigningAlgValues: ['RS256'] },
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    clockTolerance: 0,
    scopes: SCOPES,
    claims: {
      openid: ['sub', 'acr', 'id_assurance_level', 'authentication_assurance_level'],
      profile: ['name', 'uid'],
      nhsperson: ['nhsid_useruid', 'display_name', 'idassurancelevel'],
      nationalrbacaccess: ['nhsid_nrbac_roles'],
    },
    expiresWithSession: async () => false,
    ttl: {
      AuthorizationCode: MINUTE,
      AccessToken: 5 * MINUTE,
      IdToken: 60 * MINUTE,
      Session: 30 * MINUTE,
      Interaction: 60 * MINUTE,
      Grant: 60 * MINUTE,
    },
    // Cookies are shared by all ports of a host, so the names must differ from the portal's.
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: {
        session: 'simulator_staff_session',
        interaction: 'simulator_staff_log_in',
        resume: 'simulator_staff_resume',
      },
    },
  }
}

function logInPolicy() {
  const policy = interactionPolicy.base()
  policy.remove('consent')
  return policy
}

function required(name: string) {
  return (_ctx: Context, value?: string) => {
    if (!value) throw new errors.InvalidRequest(`${name} is required`)
  }
}

function oneOf(name: string, values: readonly string[]) {
  return (_ctx: Context, value?: string) => {
    if (!value || !values.includes(value))
      throw new errors.InvalidRequest(`${name} must be ${values.join(' or ')}`)
  }
}
