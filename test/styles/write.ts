import { writeFileSync } from 'node:fs'
import { favicon } from './favicon.ts'
import { NHS_SHEETS, nhsCss } from './nhs-css.ts'
import { AUDIENCES } from './pages-of.ts'

/**
 * `npm run styles`: writes `public/nhs.css` and `public/nhs-staff.css`, after a page began or ceased to use something of the NHS
 * kits, and the icon.
 */
const write = (name: string, content: string | Buffer) =>
  writeFileSync(new URL(`../../public/${name}`, import.meta.url), content)

for (const audience of AUDIENCES) write(NHS_SHEETS[audience], await nhsCss(audience))
write('favicon.ico', favicon())
