import { writeFileSync } from 'node:fs'
import { nhsCss } from './nhs-css.ts'

/** `npm run styles`: writes `public/nhs.css`, after a page began or ceased to use something of the NHS kits. */
writeFileSync(new URL('../../public/nhs.css', import.meta.url), await nhsCss())
