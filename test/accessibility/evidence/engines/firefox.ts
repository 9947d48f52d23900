import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Bidi } from './bidi.ts'
import { type Engine, findProgram, type Key, type Window } from './engine.ts'

const path = findProgram('firefox-esr') ?? findProgram('firefox')

export const firefox: Engine = {
  name: 'Firefox',
  packages: 'firefox-esr',
  isInstalled: () => path !== undefined,
  open: openFirefox,
}

const KEYS: Record<Key, string> = { Tab: '\uE004', Enter: '\uE007', Space: ' ' }

/** No test reaches the web, where the NHS font is. */
const SETTINGS = {
  'network.dns.localDomains': 'assets.nhs.uk',
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
}

async function openFirefox(): Promise<Window> {
  const profile = await mkdtemp(join(tmpdir(), 'firefox-'))
  const settings = Object.entries(SETTINGS).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  )
  await writeFile(join(profile, 'user.js'), settings.join('\n'))
  const program = spawn(
    path ?? 'firefox',
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const bidi = await Bidi.connect(`${await addressOf(program.stderr)}/session`)
  const { capabilities } = await bidi.send<{ capabilities: { browserVersion: string } }>('session.new', {
    capabilities: {},
  })
  const { contexts } = await bidi.send<{ contexts: [{ context: string }] }>('browsingContext.getTree', {})
  const { context } = contexts[0]
  return {
    version: `Firefox ${capabilities.browserVersion}`,
    async open(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    async run(call, input) {
      const { exceptionDetails, result } = await bidi.send<{
        exceptionDetails?: { text: string }
        result?: { value?: string }
      }>('script.callFunction', {
        functionDeclaration: `input => JSON.stringify({ result: (${call})(JSON.parse(input)) })`,
        arguments: [{ type: 'string', value: JSON.stringify(input) }],
        target: { context },
        awaitPromise: false,
      })
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return JSON.parse(result?.value ?? '{}').result
    },
    async press(key) {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] }))
      await bidi.send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] })
    },
    async back() {
      await bidi.send('browsingContext.traverseHistory', { context, delta: -1 })
    },
    async forward() {
      await bidi.send('browsingContext.traverseHistory', { context, delta: 1 })
    },
    async resize(width) {
      await bidi.send('browsingContext.setViewport', { context, viewport: { width, height: 900 } })
    },
    async close() {
      bidi.close()
      program.kill()
      if (program.exitCode === null) await once(program, 'exit')
      await rm(profile, { recursive: true, force: true })
    },
  }
}

/** Where Firefox says that it listens. */
async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const [address] = /ws:\/\/\S+/.exec(line) ?? []
    if (address) {
      output.resume()
      return address
    }
  }
  throw new Error('Firefox did not start')
}
