/** Types for the parts of oidc-provider that the simulator uses; the package has none. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  type Handler = (req: IncomingMessage, res: ServerResponse) => void
  type Settings = Record<string, unknown>

  export interface TokenSource {
    acr?: string
    extra?: { acr?: string }
  }
  export interface Account {
    accountId: string
    claims(use: string): Record<string, unknown>
  }
  export interface Session {
    accountId?: string
    acr?: string
    loginAccount(details: { accountId: string; acr: string }): void
    persist(): Promise<unknown>
  }
  /** Koa's context, extended with that of oidc-provider. */
  export interface Context {
    path: string
    status: number
    type: string
    body: unknown
    response: { get(header: string): string | undefined }
    set(header: string, value: string): void
    oidc: {
      params: Record<string, string | undefined>
      session: Session
      account: Account
      client: { clientId: string }
      result?: { login?: unknown }
      entities: { AuthorizationCode?: TokenSource }
    }
  }
  interface Grant {
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export interface Configuration extends Settings {
    assertJwtClientAuthClaimsAndHeader(
      ctx: Context,
      claims: { aud: string | string[]; exp: number },
    ): Promise<void>
    findAccount(ctx: Context, subject: string, source?: TokenSource): Promise<Account | undefined>
    loadExistingGrant(ctx: Context): Promise<Grant>
    extraTokenClaims(ctx: Context): Promise<Settings>
    interactions: { policy: unknown; url(ctx: Context, interaction: { uid: string }): Promise<string> }
    renderError(ctx: Context, out: { error: string; error_description?: string }): Promise<void>
  }
  export class Provider {
    constructor(issuer: string, configuration: Configuration)
    Grant: new (of: {
      accountId: string
      clientId: string
    }) => Grant
    Session: { get(ctx: unknown): Promise<Session> }
    callback(): Handler
    createContext(req: IncomingMessage, res: ServerResponse): unknown
    interactionDetails(req: IncomingMessage, res: ServerResponse): Promise<unknown>
    interactionResult(req: IncomingMessage, res: ServerResponse, result: Settings): Promise<string>
    use(middleware: (ctx: Context, next: () => Promise<void>) => Promise<void>): void
  }
  export const errors: {
    InvalidRequest: new (description: string) => Error
    InvalidClientAuth: new (detail: string) => Error
    CustomOIDCProviderError: new (error: string, description: string) => Error
  }
  export const interactionPolicy: {
    base(): { remove(prompt: string): void; get(prompt: string): { checks: { add(check: unknown): void } } }
    Check: new (
      reason: string,
      description: string,
      error: string,
      check: (ctx: Context) => boolean,
    ) => unknown
  }
}

declare module 'oidc-provider/lib/adapters/memory_adapter.js' {
  export function createMemoryAdapter(): unknown
}
