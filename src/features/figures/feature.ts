import type { Feature } from '../feature.ts'
import { figuresFile } from './pages/figures-file.ts'
import { viewFigures } from './pages/view-figures.ts'

export const figures: Feature = {
  name: 'figures',
  switchable: false,
  staffPages: services => ({
    '/figures': viewFigures(services),
    '/figures/file': figuresFile(services),
  }),
  staffNavigation: { text: 'Figures', to: '/figures', name: 'figures' },
}
