/** ID tokens that no provider of log-ins may send, whatever else it says of a person. */
export const protocolTokens = [
  ...(['wrong-key', 'unknown-key', 'key-in-header', 'alg-none', 'HS512', 'PS512'] as const),
  ...(['broken-signature', 'not-a-token', 'no-token', 'wrong-issuer', 'issuer-with-slash'] as const),
  ...(['wrong-audience', 'two-audiences', 'expired', 'no-expiry', 'endless-expiry', 'wrong-nonce'] as const),
  ...(['no-nonce', 'no-subject', 'empty-subject', 'issued-tomorrow', 'issued-yesterday'] as const),
  ...(['lives-for-a-week', 'lives-beyond-9999', 'issued-after-its-end', 'issued-in-words'] as const),
  ...(['wrong-azp', 'log-in-in-words', 'logged-in-tomorrow'] as const),
] as const

/** ID tokens that must never log a patient in. Iterate them: at the gateway, and through the portal's pages. */
export const hostileTokens = [
  ...protocolTokens,
  ...(['RS256', 'no-jti', 'empty-jti', 'number-jti', 'P0', 'P5'] as const),
  ...(['P5-level-P9-vot', 'P9-level-P5-vot', 'no-level', 'no-vot', 'unrequested-vot'] as const),
  ...(['list-of-vots', 'no-vtm', 'vtm-elsewhere', 'vtm-lookalike', 'vtm-no-url'] as const),
  ...(['no-nhs-number', 'bad-nhs-number', 'short-nhs-number', 'spaced-nhs-number'] as const),
  ...(['number-nhs-number', 'no-birthdate', 'impossible-birthdate', 'year-birthdate'] as const),
] as const
export type HostileToken = (typeof hostileTokens)[number]

/** Genuine answers about a person who acts for another. `sub` is then the patient, and only `act` names the person. */
export const delegatedTokens = [
  ...(['composite-token', 'null-act', 'may-act', 'delegations', 'unknown-proxy-claim'] as const),
  'delegation-scope',
] as const
export type DelegatedToken = (typeof delegatedTokens)[number]

/** Answers of /authorize, and one of /token, that no log-in may come of. */
export const hostileAnswers = [
  ...(['wrong-state', 'no-state', 'two-states', 'no-code', 'two-codes', 'wrong-code', 'long-code'] as const),
  ...(['hybrid-answer', 'error-with-wrong-state', 'token-strange-error'] as const),
]

/** NHS login is down, slow or broken; the first few only show before a portal has spoken to it. */
export const outages = [
  ...(['discovery-500', 'discovery-timeout', 'discovery-no-json', 'discovery-wrong-issuer'] as const),
  ...(['discovery-no-endpoints', 'jwks-500', 'token-500', 'token-busy', 'token-timeout'] as const),
  ...(['token-stalls', 'token-hangs-up', 'token-endless'] as const),
]

/** The errors /authorize may answer with, some with the capitals EIS 3.4.5 prints, and what each should lead to. */
export const authorizeErrors = {
  'consent-not-given': { error: 'access_denied', leadsTo: 'consent-not-given' },
  'access-denied': { error: 'access_denied', leadsTo: 'refused' },
  'sso-login-required': { error: 'sso_login_required', leadsTo: 'single-sign-on-failed' },
  'login-required': { error: 'Login_required', leadsTo: 'single-sign-on-failed' },
  'interaction-required': { error: 'Interaction_required', leadsTo: 'single-sign-on-failed' },
  'consent-required': { error: 'consent_required', leadsTo: 'single-sign-on-failed' },
  'account-selection-required': { error: 'account_selection_required', leadsTo: 'single-sign-on-failed' },
  'server-error': { error: 'Server_error', leadsTo: 'try-again' },
  'temporarily-unavailable': { error: 'temporarily_unavailable', leadsTo: 'try-again' },
  'invalid-scope': { error: 'invalid_scope', leadsTo: 'refused' },
  'unknown-error': { error: 'constructor', leadsTo: 'refused' },
} as const

/** 'reused-jti' sends honest tokens that all have one id: the portal, which remembers ids, must refuse the second. */
export type Misbehaviour =
  | 'none'
  | 'reused-jti'
  | HostileToken
  | DelegatedToken
  | (typeof hostileAnswers)[number]
  | (typeof outages)[number]
  | keyof typeof authorizeErrors
