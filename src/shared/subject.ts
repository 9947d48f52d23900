/** The thing that an audit entry or an outbox event is about. */
export interface Subject {
  /** Such as `appointment` or `patient`; at most 40 characters. */
  type: string
  id: string
  /** The version that was shown or written, for subjects with versions. */
  version?: number
}
