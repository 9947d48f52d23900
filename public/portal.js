// Scripts only improve: every page works without them.
import { initAll } from './nhsuk-frontend.min.js'

initAll()
