import { fixedGuid } from './ids.ts'
import type { ChangeRules } from './trusts.ts'

export interface Clinician {
  name: string
  role: string
}

/** A clinic, with the values its appointments share. */
export interface Clinic {
  /** Its id in the PAS. */
  pasId: string
  site: string
  /** The title of its appointments in patients' language, normally the specialty. */
  title: string
  patientFacingName?: string
  treatmentFunction: string
  medium?: 'TELEPHONE' | 'VIDEO_CONSULTATION'
  /** Left out for clinics by telephone or video. */
  place?: string
  clinician: Clinician
  minutes: number
  priority?: 'URGENT' | 'TWO_WEEK_WAIT'
  preparation?: string
  /** Free times in London, HH:MM, on every working day for six weeks. */
  free?: { times: readonly string[]; capacity: number }
  /** The clinic's own rules where they differ from its trust's. */
  ruleOverrides?: Partial<ChangeRules>
}

export function clinicId({ site, pasId }: Clinic): string {
  return fixedGuid('clinic', site.slice(0, 3), pasId)
}

export function clinicianId({ name }: Clinician): string {
  return fixedGuid('clinician', name)
}
