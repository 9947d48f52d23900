import { fixedGuid } from './ids.ts'
import type { Arrangements } from './trusts.ts'

export interface Clinician {
  name: string
  role: string
}

/** A clinic, and what its appointments have in common. */
export interface Clinic {
  /** The PAS's own name for it. */
  pasId: string
  site: string
  /** In patients' words, normally the specialty: the title of its appointments. */
  title: string
  patientFacingName?: string
  treatmentFunction: string
  medium?: 'TELEPHONE' | 'VIDEO_CONSULTATION'
  /** Left out by telephone or video: nobody travels. */
  place?: string
  clinician: Clinician
  minutes: number
  priority?: 'URGENT' | 'TWO_WEEK_WAIT'
  preparation?: string
  /** London times with room to book, every working day for six weeks. */
  free?: { times: readonly string[]; capacity: number }
  /** Where it does not do as its trust does. */
  unlikeItsTrust?: Partial<Arrangements>
}

export function clinicId({ site, pasId }: Clinic): string {
  return fixedGuid('clinic', site.slice(0, 3), pasId)
}

export function clinicianId({ name }: Clinician): string {
  return fixedGuid('clinician', name)
}
