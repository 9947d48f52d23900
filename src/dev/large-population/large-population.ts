import type { Row } from '../../database/insert-rows.ts'
import { isNhsNumber } from '../../shared/nhs-number.ts'
import { fixedGuid } from '../demonstration/ids.ts'
import { addPast, addUpcoming, type Population } from './appointments.ts'
import { scatter, timetableFor } from './times.ts'

/** Limited by the NHS numbers reserved for tests, of which there are enough. */
export const maxAppointments = 10_000_000

const appointmentsPerPart = 50_000
const appointmentsPerPatient = 12
const firstNumber = 999001000 // without the check digit; the demonstration people have lower numbers

const givenNames = [
  'Aisha',
  'Ben',
  'Chidi',
  'Diana',
  'Ewan',
  'Fatima',
  'Grace',
  'Hugo',
  'Iris',
  'Jack',
  'Kiran',
]
const familyNames = [
  'Smith',
  'Jones',
  'Khan',
  'Taylor',
  'Nowak',
  'Brown',
  'Patel',
  'Evans',
  'Lee',
  'Ali',
  'Walsh',
  'Singh',
]

/**
 * Appointments of the past two years and the next six months, in parts for one transaction each. The same for the
 * same day.
 */
export function* largePopulation(count: number, today: Temporal.PlainDate): Generator<Population> {
  const times = timetableFor(today)
  const numbers = nhsNumbers()
  let patient = ''
  for (let start = 0; start < count; start += appointmentsPerPart) {
    const part: Population = { patients: [], slots: [], appointments: [], changeRequests: [] }
    for (let index = start; index < Math.min(start + appointmentsPerPart, count); index++) {
      if (index % appointmentsPerPatient === 0) {
        patient = fixedGuid('large-patient', String(index))
        part.patients.push(patientRow(patient, numbers.next().value as string, index))
      }
      if (index % 5 === 0) addUpcoming(part, patient, index, times)
      else addPast(part, patient, index, times)
    }
    yield part
  }
}

function* nhsNumbers(): Generator<string> {
  for (let number = firstNumber; ; number++)
    for (let check = 0; check < 10; check++) if (isNhsNumber(`${number}${check}`)) yield `${number}${check}`
}

function patientRow(id: string, nhsNumber: string, index: number): Row {
  const two = (number: number) => String(number).padStart(2, '0')
  return {
    id,
    nhs_number: nhsNumber,
    nhs_number_status: '01',
    local_patient_id: `L${index}`,
    given_name: givenNames[scatter(index, 1, givenNames.length)] as string,
    family_name: familyNames[scatter(index, 2, familyNames.length)] as string,
    birth_date: `${1930 + scatter(index, 3, 75)}-${two(1 + scatter(index, 4, 12))}-${two(1 + scatter(index, 5, 28))}`,
  }
}
