/** Why a patient cancels: the codes that the PAS stores. */
export const CANCEL_REASONS = [
  'no-longer-needed',
  'private-care',
  'cannot-attend',
  'no-transport',
  'other',
] as const
