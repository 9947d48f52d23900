/** The numbers choose a patient, and a member of staff or a time. */
export interface Deed {
  do: (typeof DEEDS)[number]
  patient: number
  choice: number
}

export const DEEDS = [
  'ask-to-cancel',
  'ask-for-time',
  'withdraw',
  'claim',
  'take-over',
  'assign',
  'prioritise',
  'decline',
  'complete',
  'hospital-cancels',
  'time-passes',
  'lapse',
] as const
