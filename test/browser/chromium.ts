import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

/** A browser that reaches this machine and nothing else. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: INSTALLED.find(path => existsSync(path)) ?? (await unpacked()),
    // People's browsers keep whole pages for Back, which playwright's would not.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost'],
  })
}

const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].map(
  name => `/usr/bin/${name}`,
)

/** The Chromium inside the npm package. Test files may run side by side, so it gets its name when it is whole. */
async function unpacked(): Promise<string> {
  const packed = fileURLToPath(new URL('../bin/chromium.br', import.meta.resolve('@sparticuz/chromium')))
  const path = `${packed.slice(0, -'.br'.length)}-unpacked`
  if (existsSync(path)) return path
  const part = `${path}-${process.pid}`
  await pipeline(createReadStream(packed), createBrotliDecompress(), createWriteStream(part, { mode: 0o755 }))
  await rename(part, path)
  return path
}
