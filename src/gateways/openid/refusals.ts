import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { type LogInFailure, LogInRefused } from '../../shared/errors.ts'

/**
 * All errors that NHS login documents for /authorize (EIS 3.4.5), among them those of OpenID Connect. Any other error
 * refuses the log-in.
 */
const authorizeErrors = new Map<string, LogInFailure>([
  ['sso_login_required', 'single-sign-on-failed'],
  ['login_required', 'single-sign-on-failed'],
  ['interaction_required', 'single-sign-on-failed'],
  ['consent_required', 'single-sign-on-failed'],
  ['account_selection_required', 'single-sign-on-failed'],
  ['server_error', 'try-again'],
  ['temporarily_unavailable', 'try-again'],
  ['access_denied', 'refused'],
  ['invalid_request', 'refused'],
  ['unauthorized_client', 'refused'],
  ['unsupported_response_type', 'refused'],
  ['invalid_scope', 'refused'],
  ['invalid_request_uri', 'refused'],
  ['invalid_request_object', 'refused'],
  ['request_not_supported', 'refused'],
  ['request_uri_not_supported', 'refused'],
  ['registration_not_supported', 'refused'],
])

/**
 * All errors that NHS login documents for /token (EIS 3.5). token-invalid_client means a problem with our key,
 * token-invalid_grant with the code.
 */
const tokenErrors = [
  'token-invalid_request',
  'token-invalid_client',
  'token-invalid_grant',
  'token-unauthorized_client',
  'token-unsupported_grant_type',
  'token-invalid_scope',
]

/** Converts any error of a log-in. Only a fixed code is kept, because the error may contain personal data. */
export function refusalFrom(error: unknown): LogInRefused {
  if (error instanceof LogInRefused) return error
  if (error instanceof AuthorizationResponseError) return refusalFromAuthorize(error)
  // openid-client wraps the errors of fetchFromProvider.
  if (error instanceof ClientError && error.cause instanceof LogInRefused) return error.cause
  if (error instanceof ResponseBodyError) {
    const code = `token-${error.error}`
    return new LogInRefused('refused', tokenErrors.includes(code) ? code : 'token-refused')
  }
  if (!(error instanceof Error)) return new LogInRefused('refused', 'unexpected')
  return new LogInRefused(
    'refused',
    'code' in error && error.code ? String(error.code) : `unexpected-${error.name}`,
  )
}

/** Ignores case, because EIS writes some codes with a capital letter, such as Login_required. */
function refusalFromAuthorize({
  error,
  error_description: description,
}: AuthorizationResponseError): LogInRefused {
  const code = error.toLowerCase()
  if (code === 'access_denied' && description?.toLowerCase() === 'consentnotgiven') {
    return new LogInRefused('consent-not-given', 'consent-not-given')
  }
  const failure = authorizeErrors.get(code)
  return failure ? new LogInRefused(failure, code) : new LogInRefused('refused', 'undocumented-error')
}
