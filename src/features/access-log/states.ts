import { PORTAL, type State } from '../../dev/catalogue/state.ts'
import { AMIRA } from '../../dev/demonstration/nhs-numbers.ts'

const EVERYONE_LOOKS = 'Hospital staff, the NHS App and a job look at Amira’s information'

const ANOTHER_PHONE = 'Amira is logged in on another phone too'

const log = (state: string, query = '', more: Partial<State> = {}): State => ({
  page: 'access-log/view-access-log',
  state,
  person: AMIRA,
  address: `${PORTAL}/access-log${query}`,
  title: 'Who has seen my information',
  ...more,
})

const devices = (state: string, more: Partial<State> = {}): State => ({
  page: 'access-log/list-devices',
  state,
  person: AMIRA,
  address: `${PORTAL}/access-log/devices`,
  title: 'Where I am logged in',
  ...more,
})

export const states: readonly State[] = [
  log('no one yet'),
  log('everyone', '', { before: [EVERYONE_LOOKS] }),
  log('with the name of a member of staff', '?who=staff', {
    before: [EVERYONE_LOOKS, 'Fernhollow lets patients read the names of its staff'],
  }),
  log('no one of this kind', '?who=automatic'),
  log('after the oldest entry', '?before=1'),
  log('more than fit on a page', '', {
    before: Array.from({ length: 7 }, () => EVERYONE_LOOKS),
  }),
  devices('in other browsers too', { before: [ANOTHER_PHONE] }),
  devices('only here', { before: [ANOTHER_PHONE], steps: [{ press: 'Log out everywhere else' }] }),
  log('inside the NHS App on a phone', '', { before: [EVERYONE_LOOKS], inside: 'NHS App on a phone' }),
]
