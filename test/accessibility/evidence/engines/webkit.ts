import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../../support/free-port.ts'
import { type Engine, findFile, findProgram, type Key, type Window } from './engine.ts'
import { WebDriver } from './web-driver.ts'

const driverPath = findProgram('WebKitWebDriver')
const screenPath = findProgram('Xvfb')
const browserPath = findFile('/usr/{lib,libexec}/{*/,}webkit2gtk-4.*/MiniBrowser')

export const webkit: Engine = {
  name: 'WebKit',
  packages: 'webkit2gtk-driver xvfb',
  isInstalled: () => Boolean(driverPath && screenPath && browserPath),
  open: openWebKit,
}

const KEYS: Record<Key, string> = { Tab: '\uE004', Enter: '\uE007', Space: ' ' }

/** Without these its toolbar would be 447 pixels wide, and no window could be narrower. */
const TOOLBAR = `* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px }
button { margin: 0 -8px }`

async function openWebKit(): Promise<Window> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'))
  await mkdir(join(home, 'gtk-3.0'))
  await writeFile(join(home, 'gtk-3.0/gtk.css'), TOOLBAR)
  const screen = spawn(
    screenPath ?? 'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const display = await firstLine(screen)
  const port = await freePort()
  const driver = spawn(driverPath ?? 'WebKitWebDriver', ['-p', String(port)], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display}`, XDG_CONFIG_HOME: home },
  })
  const session = await start(port).catch(async error => {
    await end(driver)
    await end(screen)
    throw error
  })
  const run: Window['run'] = async (call, input) => {
    const script = `return JSON.stringify({ result: (${call})(JSON.parse(arguments[0])) })`
    const said = await session.send<string>('execute/sync', { script, args: [JSON.stringify(input)] })
    return JSON.parse(said).result
  }
  return {
    version: `WebKitGTK ${session.version}`,
    run,
    async open(url) {
      await session.send('url', { url })
    },
    async press(key) {
      const actions = ['keyDown', 'keyUp'].map(type => ({ type, value: KEYS[key] }))
      await session.send('actions', { actions: [{ type: 'key', id: 'keys', actions }] })
    },
    async back() {
      await session.send('back')
    },
    async forward() {
      await session.send('forward')
    },
    async resize(width) {
      await session.send('window/rect', { width, height: 900 })
    },
    async close() {
      await session.close()
      await end(driver)
      await end(screen)
      await rm(home, { recursive: true, force: true })
    },
  }
}

/** The driver takes a moment until it listens. */
async function start(port: number): Promise<WebDriver> {
  const options = {
    'webkitgtk:browserOptions': { binary: browserPath, args: ['--automation'] },
    // No test reaches the web, where the NHS font is: nothing listens at port 9.
    proxy: { proxyType: 'manual', sslProxy: '127.0.0.1:9', noProxy: ['localhost', '127.0.0.1'] },
  }
  for (let tries = 1; ; tries++)
    try {
      return await WebDriver.start(`http://127.0.0.1:${port}`, options)
    } catch (error) {
      if (!(error instanceof TypeError) || tries === 100) throw error
      await pause(100)
    }
}

async function firstLine(program: ChildProcess): Promise<string> {
  if (program.stdout) for await (const line of createInterface({ input: program.stdout })) return line
  throw new Error(`${program.spawnfile} did not start`)
}

async function end(program: ChildProcess): Promise<void> {
  program.kill()
  if (program.exitCode === null && program.signalCode === null) await once(program, 'exit')
}
