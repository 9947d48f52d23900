/** A member of staff who can log in at the simulated provider. */
export interface SimulatedStaff {
  /** As NHS CIS2 numbers them. */
  id: string
  name: string
  /** What this person demonstrates, in one short line. */
  interest: string
  posts: readonly SimulatedPost[]
  /** The authentication assurance level of their log-in; 3 unless said. */
  assurance?: 1 | 2 | 3
}

export interface SimulatedPost {
  odsCode: string
  trustName: string
  /** Category, group and role, as CIS2 codes them. */
  code: string
  roleName: string
}
