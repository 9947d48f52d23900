/** Something a patient or the hospital does. Numbers choose a patient, a time or an earlier decision. */
export interface Deed {
  do: 'cancel' | 'move' | 'ask-to-move' | 'repeat' | HospitalDeed | 'rules-change' | 'time-passes'
  patient: number
  choice: number
}

export type HospitalDeed = 'hospital-cancels' | 'hospital-moves' | 'hospital-answers'
