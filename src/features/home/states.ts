import { PORTAL, type State } from '../../dev/catalogue/state.ts'
import { AMIRA, ELEANOR, MARGARET, WILHELMINA } from '../../dev/demonstration/nhs-numbers.ts'
import { CARDIOLOGY } from '../appointments/demonstration/addresses.ts'

const home = (
  state: string,
  person: string,
  more: Partial<Pick<State, 'address' | 'inside' | 'before' | 'steps' | 'title'>> = {},
): State => ({
  page: 'home/home',
  state,
  person,
  address: PORTAL,
  title: 'Your next hospital appointment',
  ...more,
})

export const states: readonly State[] = [
  home('one to come', AMIRA),
  home('none to come', MARGARET, { title: 'You have no upcoming appointments in this service' }),
  home('a change was begun and not finished', AMIRA, {
    address: `${CARDIOLOGY}/cancel`,
    steps: [{ choose: 'I cannot get there' }, { press: 'Continue' }, { press: 'Home' }],
  }),
  home('none to come, inside the NHS App', MARGARET, {
    title: 'You have no upcoming appointments in this service',
    inside: 'NHS App on a phone',
  }),
  home('back from the settings of NHS login', AMIRA, {
    steps: [{ press: 'NHS login settings' }, { press: 'Back to the portal' }],
  }),
  home('very long names', WILHELMINA),
  home('inside the NHS App on a phone', ELEANOR, { inside: 'NHS App on a phone' }),
  home('inside the NHS App on a computer', ELEANOR, { inside: 'NHS App on a computer' }),
]
