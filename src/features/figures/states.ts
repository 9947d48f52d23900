import { STAFF_PORTAL, type State } from '../../dev/catalogue/state.ts'
import { MOHAMMED, TOM } from '../../dev/demonstration/staff.ts'

const figures = (state: string, staff: string, before: readonly string[] = [], query = ''): State => ({
  page: 'figures/view-figures',
  state,
  staff,
  before,
  address: `${STAFF_PORTAL}/figures${query}`,
  title: 'Figures for …',
})

const ASKED = 'The booking team notes a request to cancel the cardiology appointment'
const DECLINED = 'The booking team declines the request about the cardiology appointment without a reason'

/** The figures of a trust. */
export const states: readonly State[] = [
  figures('no request ever', TOM),
  figures('a request waits', MOHAMMED),
  figures('a request was answered this month', TOM, [ASKED, DECLINED]),
  figures('a month that has ended', MOHAMMED, [], '?month=2026-02'),
]
