import type { Feature } from '../feature.ts'
import { helpPages } from './help-pages.ts'

export const help: Feature = { name: 'help', switchable: false, openPages: helpPages }
