/** Must be stored on the server between the redirect and the callback, and used only once. */
export interface PendingLogIn {
  state: string
  nonce: string
  codeVerifier: string
}
