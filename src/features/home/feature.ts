import type { Feature } from '../feature.ts'
import { home } from './home.ts'

export const homePage: Feature = {
  name: 'home',
  switchable: false,
  patientPages: (services, features) => ({ '/': home(services, features) }),
  navigation: { text: 'Home', to: '', name: 'home' },
}
