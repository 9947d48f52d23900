import { AuthorizationResponseError, ClientError, ResponseBodyError } from 'openid-client'
import { type LogInFailure, LogInRefused } from '../../shared/errors.ts'

/** Every error NHS login documents for /authorize (EIS 3.4.5); one it does not is refused. */
const answers = new Map<string, LogInFailure>([
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

/** Every error it documents for /token (EIS 3.5): token-invalid_client means our key, token-invalid_grant the code. */
const tokenErrors = [
  'token-invalid_request',
  'token-invalid_client',
  'token-invalid_grant',
  'token-unauthorized_client',
  'token-unsupported_grant_type',
  'token-invalid_scope',
]

/** What anything thrown while speaking to NHS login means; nothing of it is kept but a fixed code. */
export function refusalFrom(error: unknown): LogInRefused {
  if (error instanceof LogInRefused) return error
  if (error instanceof AuthorizationResponseError) return refusalFromAnswer(error)
  // What fetchFromNhsLogin throws comes back wrapped.
  if (error instanceof ClientError && error.cause instanceof LogInRefused) return error.cause
  if (error instanceof ResponseBodyError) {
    return new LogInRefused(
      'refused',
      tokenErrors.find(known => known === `token-${error.error}`) ?? 'token-refused',
    )
  }
  if (!(error instanceof Error)) return new LogInRefused('refused', 'unexpected')
  return new LogInRefused(
    'refused',
    'code' in error && error.code ? String(error.code) : `unexpected-${error.name}`,
  )
}

/** Compared without case: EIS prints some codes with a capital, such as Login_required. */
function refusalFromAnswer({
  error,
  error_description: description,
}: AuthorizationResponseError): LogInRefused {
  const code = error.toLowerCase()
  if (code === 'access_denied' && description?.toLowerCase() === 'consentnotgiven') {
    return new LogInRefused('consent-not-given', 'consent-not-given')
  }
  const failure = answers.get(code)
  return failure ? new LogInRefused(failure, code) : new LogInRefused('refused', 'undocumented-error')
}
