import { randomBytes } from 'node:crypto'
import type { Configuration } from 'oidc-provider'

const SCOPES =
  'openid profile profile_extended basic_demographics email phone landline gp_registration_details gp_integration_credentials client_metadata nhs_app_credentials'
const MINUTE = 60

/** The endpoints, algorithms, lifetimes and claims that NHS login publishes, and no others. */
export function nhsLoginSurface(): Partial<Configuration> {
  const off = { enabled: false }
  return {
    routes: {
      authorization: '/authorize',
      token: '/token',
      userinfo: '/userinfo',
      jwks: '/.well-known/jwks.json',
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
    enabledJWA: { clientAuthSigningAlgValues: ['RS512'], idTokenSigningAlgValues: ['RS512'] },
    pkce: { required: () => false },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientBasedCORS: () => false,
    clockTolerance: 0,
    scopes: SCOPES.split(' '),
    claims: {
      openid: ['sub', 'jti', 'vot', 'vtm'],
      profile: ['nhs_number', 'family_name', 'birthdate', 'identity_proofing_level'],
      profile_extended: ['given_name'],
    },
    // NHS login includes the claims of a scope in the ID token too, not only in userinfo.
    conformIdTokenClaims: false,
    // Tokens stay valid after the browser session has ended.
    expiresWithSession: async () => false,
    ttl: {
      AuthorizationCode: 10 * MINUTE,
      AccessToken: 5 * MINUTE,
      IdToken: 60 * MINUTE,
      Session: 30 * MINUTE,
      Interaction: 60 * MINUTE,
      Grant: 60 * MINUTE,
    },
    // Cookies are shared by all ports of a host, so the names must differ from the portal's.
    cookies: {
      keys: [randomBytes(32).toString('hex')],
      names: { session: 'simulator_session', interaction: 'simulator_log_in', resume: 'simulator_resume' },
    },
  }
}
