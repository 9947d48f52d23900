/** An action of a patient or the hospital. The numbers choose a patient, a time or an earlier form. */
export interface Deed {
  do: 'cancel' | 'move' | 'ask-to-move' | 'repeat' | HospitalDeed | 'rules-change' | 'time-passes'
  patient: number
  choice: number
}

export type HospitalDeed = 'hospital-cancels' | 'hospital-moves' | 'hospital-answers'
