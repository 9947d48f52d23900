import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { RequestHandler } from 'express'

const { resolve } = createRequire(import.meta.url)
const nhsuk = join(dirname(resolve('nhsuk-frontend/package.json')), 'dist/nhsuk')
const ours = fileURLToPath(new URL('../../public/', import.meta.url))

/** Each file by its name, and what it is made of: a request costs a phone more than what it brings. */
const FILES: Record<string, string[]> = {
  // What our pages use of the two NHS kits, made by `npm run styles`; then our own, which changes some of it.
  'portal.css': [join(ours, 'nhs.css'), join(ours, 'portal.css')],
  'portal.js': [join(ours, 'portal.js'), join(ours, 'time-limit.js')],
  // Inside the NHS App only.
  'nhs-app.js': [join(ours, 'nhs-app.js')],
  'favicon.ico': [join(nhsuk, 'assets/images/favicon.ico')],
  'favicon.svg': [join(nhsuk, 'assets/images/favicon.svg')],
}

interface StaticFile {
  type: string
  bodies: { br?: Promise<Buffer>; gzip?: Promise<Buffer>; identity: Buffer }
}

/**
 * Every file the browser may fetch, under a name made from its content. Each is read and packed once, at start, as small as
 * can be: other threads do that, and whoever asks meanwhile waits.
 */
export class StaticFiles {
  readonly #addresses = new Map<string, string>()
  readonly #files = new Map<string, StaticFile>()

  constructor() {
    for (const [name, paths] of Object.entries(FILES)) this.#add(name, paths)
  }

  /** The address of a file by its plain name; throws for a name that is not there. */
  address = (name: string): string => {
    const address = this.#addresses.get(name)
    if (!address) throw new Error(`There is no static file ${name}`)
    return address
  }

  serve: RequestHandler = async (request, response, next) => {
    const file = this.#files.get(request.path)
    if (!file || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    // Asked one by one: of several, the browser's order would decide, and browsers put gzip first.
    const chosen =
      (['br', 'gzip'] as const).find(each => file.bodies[each] && request.acceptsEncodings(each)) ??
      'identity'
    response.set({ 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' })
    if (chosen !== 'identity') response.set('Content-Encoding', chosen)
    response.type(file.type).send(await file.bodies[chosen])
  }

  #add(name: string, paths: string[]) {
    const extension = extname(name)
    const identity = Buffer.concat(paths.map(path => readFileSync(path)))
    const print = hash('sha256', identity).slice(0, 12)
    const address = `/assets/${name.slice(0, -extension.length)}-${print}${extension}`
    const text = ['.css', '.js', '.svg'].includes(extension)
    this.#addresses.set(name, address)
    this.#files.set(address, {
      type: extension,
      bodies: text
        ? {
            br: promisify(brotliCompress)(identity),
            gzip: promisify(gzip)(identity, { level: 9 }),
            identity,
          }
        : { identity },
    })
  }
}
