import { writeFileSync } from 'node:fs'
import { favicon } from './favicon.ts'
import { nhsCss } from './nhs-css.ts'

/** `npm run styles`: writes `public/nhs.css`, after a page began or ceased to use something of the NHS kits, and the icon. */
const write = (name: string, content: string | Buffer) =>
  writeFileSync(new URL(`../../public/${name}`, import.meta.url), content)

write('nhs.css', await nhsCss())
write('favicon.ico', favicon())
