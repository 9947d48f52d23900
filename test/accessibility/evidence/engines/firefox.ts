import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Bidi } from './bidi.ts'
import { BidiPage } from './bidi-page.ts'
import { type Engine, findProgram, type OpenBrowser, type Setting } from './engine.ts'

const path = findProgram('firefox-esr') ?? findProgram('firefox')

export const firefox: Engine = {
  name: 'Firefox',
  packages: 'firefox-esr',
  isInstalled: path !== undefined,
  lacks: {},
  open,
}

const ALWAYS = {
  // No test reaches the web, where the NHS font is.
  'network.dns.localDomains': 'assets.nhs.uk',
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
}

/** The preferences of Firefox that each setting stands for. */
const PREFERENCES: Record<Setting, Record<string, number>> = {
  'as installed': {},
  'letters twice as large': { 'font.size.variable.x-western': 32, 'font.size.monospace.x-western': 32 },
  'colours chosen by the reader': { 'browser.display.document_color_use': 2 },
  'less movement': { 'ui.prefersReducedMotion': 1 },
  'no cookies': { 'network.cookie.cookieBehavior': 2 },
}

async function open(setting: Setting): Promise<OpenBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'))
  const preferences = Object.entries({ ...ALWAYS, ...PREFERENCES[setting] }).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), preferences.join('\n'))
  const program = spawn(
    path ?? 'firefox',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const close = async () => {
    program.kill()
    if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
    await rm(profile, { recursive: true, force: true })
  }
  try {
    const bidi = await Bidi.connect(`${await addressOf(program.stderr)}/session`)
    const { capabilities } = await bidi.send<{ capabilities: { browserVersion: string } }>('session.new', {
      capabilities: {},
    })
    return {
      name: `Firefox ${capabilities.browserVersion}`,
      page: new BidiPage(bidi),
      async close() {
        bidi.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where Firefox says that it listens. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [address] = /ws:\/\/\S+/.exec(line) ?? []
    if (!address) continue
    output.resume()
    return address
  }
  throw new Error('Firefox did not start')
}
