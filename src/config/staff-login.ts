import { z } from 'zod'
import { STAFF_ROLES, type StaffRole } from '../shared/permissions.ts'
import { issuedText, listOf, serviceUrl } from './checks.ts'
import { faultOfPrivateKey, privateKeyOf } from './private-key.ts'
import type { RawSettings } from './raw-settings.ts'

/** `theirs=ours` or `theirs=ours@TRUST`. */
const ROLE = new RegExp(`^([\\w.:-]{1,100})=(${STAFF_ROLES.join('|')})(?:@([A-Z0-9]{3,6}))?$`)

/**
 * The provider with which staff log in: NHS CIS2 Authentication, or the trust's Entra ID. Without an issuer the simulator
 * is used where it runs.
 */
export const staffLoginSettings = {
  /** Whether there are pages for staff. In production they are on when STAFF_LOGIN_ISSUER is set. */
  STAFF_PAGES: z.enum(['on', 'off']).optional(),
  /** To the letter: the issuers of CIS2 contain `:443`. */
  STAFF_LOGIN_ISSUER: serviceUrl.optional(),
  STAFF_LOGIN_CLIENT_ID: issuedText.optional(),
  /** PEM. Either this or the secret. */
  STAFF_LOGIN_PRIVATE_KEY: z.string().min(1).optional(),
  STAFF_LOGIN_PRIVATE_KEY_FILE: z.string().min(1).optional(),
  STAFF_LOGIN_CLIENT_SECRET: issuedText.optional(),
  /** The lowest authentication assurance level of CIS2. */
  STAFF_LOGIN_ASSURANCE: z.enum(['AAL2', 'AAL3']).default('AAL2'),
  /** Comma-separated: a role of the provider, `=`, our role, and for Entra ID `@` and the ODS code of the trust. */
  STAFF_LOGIN_ROLES: listOf(
    z.string().regex(ROLE, `each must be a role of the provider, "=" and one of ${STAFF_ROLES.join(', ')}`),
  ).optional(),
}

type ParsedSettings = z.infer<z.ZodObject<typeof staffLoginSettings>>

/** A role of the provider, and what it is here. */
export interface RoleMapping {
  theirs: string
  ours: StaffRole
  /** Undefined when the provider says at which organisation a person has the role. */
  trustOdsCode: string | undefined
}

export interface StaffLoginClient {
  provider: 'cis2' | 'entra'
  issuer: string
  clientId: string
  /** PEM; undefined where there is a secret. */
  privateKey: string | undefined
  clientSecret: string | undefined
  /** 2 or 3. */
  assurance: number
  roles: readonly RoleMapping[]
}

/** Issuers that let people of any organisation in. */
const ANY_TENANT = /^(common|organizations|consumers)$|%/i

export function faultsOfStaffLogin(raw: RawSettings, production: boolean): string[] {
  const issuer = URL.parse(raw.STAFF_LOGIN_ISSUER ?? '')
  if (!raw.STAFF_LOGIN_ISSUER)
    return production && raw.STAFF_PAGES === 'on'
      ? ['STAFF_LOGIN_ISSUER: required in production with STAFF_PAGES=on']
      : []
  const faults: string[] = []
  if (issuer?.protocol === 'http:' && (production || issuer.hostname !== 'localhost'))
    faults.push('STAFF_LOGIN_ISSUER: http is accepted for localhost only, and never in production')
  if (issuer?.pathname.split('/').some(part => ANY_TENANT.test(part)))
    faults.push('STAFF_LOGIN_ISSUER: must name one tenant, or people of any organisation could log in')
  for (const name of ['STAFF_LOGIN_CLIENT_ID', 'STAFF_LOGIN_ROLES'])
    if (!raw[name]) faults.push(`${name}: required with STAFF_LOGIN_ISSUER`)
  if (issuer && isEntra(issuer) && raw.STAFF_LOGIN_ROLES?.split(',').some(role => !role.includes('@')))
    faults.push(
      'STAFF_LOGIN_ROLES: each role of Entra ID must name its trust, as in portal.booking=booking-team@RXX',
    )
  return [...faults, ...faultsOfClient(raw)]
}

function faultsOfClient(raw: RawSettings): string[] {
  const hasKey = raw.STAFF_LOGIN_PRIVATE_KEY || raw.STAFF_LOGIN_PRIVATE_KEY_FILE
  if (raw.STAFF_LOGIN_CLIENT_SECRET)
    return hasKey ? ['STAFF_LOGIN_CLIENT_SECRET: must not be set beside STAFF_LOGIN_PRIVATE_KEY'] : []
  const fault = faultOfPrivateKey(raw, 'STAFF_LOGIN_PRIVATE_KEY', 'STAFF_LOGIN_ISSUER')
  return fault ? [`${fault}, unless STAFF_LOGIN_CLIENT_SECRET is set`] : []
}

/** Undefined when the simulator is used. */
export function staffLoginOf(parsed: ParsedSettings, raw: RawSettings): StaffLoginClient | undefined {
  const { STAFF_LOGIN_ISSUER: issuer, STAFF_LOGIN_CLIENT_SECRET: clientSecret } = parsed
  if (!issuer) return undefined
  return {
    provider: isEntra(new URL(issuer)) ? 'entra' : 'cis2',
    issuer,
    clientId: parsed.STAFF_LOGIN_CLIENT_ID ?? '',
    privateKey: clientSecret ? undefined : privateKeyOf(raw, 'STAFF_LOGIN_PRIVATE_KEY'),
    clientSecret,
    assurance: parsed.STAFF_LOGIN_ASSURANCE === 'AAL3' ? 3 : 2,
    roles: (parsed.STAFF_LOGIN_ROLES ?? []).flatMap(mappingOf),
  }
}

export function staffPagesOn(parsed: ParsedSettings, production: boolean): boolean {
  const otherwise = !production || parsed.STAFF_LOGIN_ISSUER ? 'on' : 'off'
  return (parsed.STAFF_PAGES ?? otherwise) === 'on'
}

function mappingOf(text: string): RoleMapping[] {
  const [, theirs = '', ours = '', trustOdsCode] = ROLE.exec(text) ?? []
  const role = STAFF_ROLES.find(each => each === ours)
  return role ? [{ theirs, ours: role, trustOdsCode }] : []
}

function isEntra({ hostname }: URL): boolean {
  return hostname === 'login.microsoftonline.com'
}
