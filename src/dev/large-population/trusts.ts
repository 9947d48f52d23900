import { castlemere } from '../demonstration/castlemere.ts'
import type { Clinic } from '../demonstration/clinic.ts'
import { fernhollow } from '../demonstration/fernhollow.ts'
import { trusts } from '../demonstration/trusts.ts'

const specialties: readonly Clinic[] = [
  fernhollow.cardiology,
  fernhollow.ent,
  fernhollow.physiotherapy,
  fernhollow.diabetes,
  fernhollow.respiratory,
  fernhollow.neurology,
  castlemere.dermatology,
  castlemere.orthopaedics,
  castlemere.rheumatology,
  castlemere.audiology,
]

/** Two more trusts with the rules of the first two, so that a large population does not change those. */
export const largeTrusts = trusts.map((trust, index) => ({
  ...trust,
  ods_code: `ZZ${index + 8}`,
  name: `Large Trust ${index + 1}`,
}))

export const largeSites = largeTrusts.map(({ ods_code, name }) => ({
  ods_code: `${ods_code}01`,
  trust_ods_code: ods_code,
  name: `${name} Hospital`,
  address: '1 Long Street, Largetown, LX1 1QQ',
}))

/** 200 clinics in ten specialties, half of them at each trust. */
export const largeClinics: readonly Clinic[] = Array.from({ length: 200 }, (_, index) => {
  const { ruleOverrides, ...specialty } = specialties[index % 10] as Clinic
  const number = Math.floor(index / 10) + 1
  return {
    ...specialty,
    pasId: `${specialty.pasId}-${number}`,
    site: (largeSites[number % 2] as { ods_code: string }).ods_code,
    clinician: { name: `${specialty.clinician.name} ${number}`, role: specialty.clinician.role },
  }
})
