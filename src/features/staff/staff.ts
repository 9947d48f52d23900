import { hash } from 'node:crypto'
import type { Database } from '../../database/database.ts'
import type { Clock } from '../../shared/clock.ts'
import { roleMay, STAFF_ROLES, type StaffPermission, type StaffRole } from '../../shared/permissions.ts'
import {
  type Colleague,
  findStaffUsers,
  findTrusts,
  listColleagues,
  recordPost,
  recordStaffUser,
} from './staff-store.ts'

export type { Colleague } from './staff-store.ts'

/** How long a person who does not log in counts as a colleague. We are not told who has left. */
const REMEMBERED = Temporal.Duration.from({ hours: 24 * 90 })

/** More organisations than anyone works for. The rest are left out, so that no token makes a query too long. */
const MAX_ORGANISATIONS = 100

/** What a colleague is called whose row is gone. */
const FORMER = 'A former colleague'

/** Who staff are. What they may do is in `shared/permissions.ts`. */
export class Staff {
  readonly #database: Database
  readonly #clock: Clock

  constructor(database: Database, clock: Clock) {
    this.#database = database
    this.#clock = clock
  }

  /**
   * Remembers a person whom their provider has identified, also when they are then refused, so that the history can name
   * them. `subject` is their lasting id at the issuer. Returns their id here.
   */
  record(person: { issuer: string; subject: string; name: string }, loggedIn: boolean): Promise<string> {
    const { issuer, name, subject } = person
    const subjectHash = hash('sha256', JSON.stringify([issuer, subject]))
    return recordStaffUser(this.#database, { subjectHash, name, at: this.#clock.now(), loggedIn })
  }

  /** The names of these people by their ids, without those whom we do not know. */
  async names(userIds: Iterable<string>): Promise<Map<string, string>> {
    const found = await findStaffUsers(this.#database, [...new Set(userIds)])
    return new Map(found.map(({ id, name }) => [id, name]))
  }

  /** Remembers that a person has taken a role at a trust. */
  recordPost(post: { trustOdsCode: string; userId: string; role: StaffRole }): Promise<void> {
    return recordPost(this.#database, post, this.#clock.now())
  }

  /** People who have lately worked at the trust in a role with this permission, by name. */
  async colleagues(trustOdsCode: string, permission: StaffPermission): Promise<Colleague[]> {
    const roles = STAFF_ROLES.filter(role => roleMay(role, permission))
    const since = this.#clock.now().subtract(REMEMBERED)
    return listColleagues(this.#database, { trustOdsCode, roles, since })
  }

  /** The names of our trusts among these organisations, by ODS code. */
  async trustsAmong(odsCodes: readonly string[]): Promise<Map<string, string>> {
    const trusts = await findTrusts(this.#database, odsCodes.slice(0, MAX_ORGANISATIONS))
    return new Map(trusts.map(({ name, odsCode }) => [odsCode, name]))
  }
}

/** The names of members of staff, by user id; undefined for none. */
export type NameOf = (userId: string | null | undefined) => string | undefined

/** Looks up the names of these members of staff in one query. */
export async function namesOfStaff(
  staff: Staff,
  userIds: readonly (string | null | undefined)[],
): Promise<NameOf> {
  const names = await staff.names(userIds.filter(id => typeof id === 'string'))
  return userId => (userId ? (names.get(userId) ?? FORMER) : undefined)
}
