import type { StaffRole } from '../../shared/permissions.ts'

export interface StaffLoginSettings {
  provider: 'cis2' | 'entra'
  /** To the letter, as the provider writes it in its tokens. */
  issuer: string
  clientId: string
  /** PEM; undefined where there is a secret. */
  privateKey: string | undefined
  clientSecret: string | undefined
  /** The lowest authentication assurance level of CIS2. */
  assurance: number
  /** What each role of the provider is here, and at which trust where the provider does not say so. */
  roles: readonly { theirs: string; ours: StaffRole; trustOdsCode: string | undefined }[]
  /** Exactly as registered with the provider, without a query. */
  redirectUri: string
  /** For each request; default 5. */
  timeoutSeconds?: number | undefined
}
