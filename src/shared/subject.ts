/** What an audit entry or an outbox event is about. */
export interface Subject {
  /** In the field's words, such as `appointment` or `patient`; at most 40 characters. */
  type: string
  id: string
  /** The version that was shown or made, where it has versions. */
  version?: number
}
