/**
 * Who is acting. Every operation takes the actor first and reaches only what is this patient's. The aggregator reads
 * for the NHS App, and changes nothing.
 */
export interface Actor {
  kind: 'patient' | 'aggregator'
  /** The patient's id in the PAS, a GUID. */
  patientId: string
  /** The id of their session in reports, which opens nothing; absent in sessions begun by an older release. */
  sessionId?: string | undefined
}
