import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from '../../../support/free-port.ts'
import { DESKTOP } from '../../checks/check.ts'
import { type Engine, findProgram, isProgram, type OpenBrowser, type Setting } from './engine.ts'
import { WebDriver } from './web-driver.ts'
import { WebDriverPage } from './web-driver-page.ts'

const driverPath = findProgram('WebKitWebDriver')
const xvfbPath = findProgram('Xvfb')
const browserPath = globSync('/usr/{lib,libexec}/{*/,}webkit2gtk-4.*/MiniBrowser').find(isProgram)

export const webkit: Engine = {
  name: 'WebKit',
  packages: 'webkit2gtk-driver xvfb',
  isInstalled: Boolean(driverPath && xvfbPath && browserPath),
  lacks: {
    'letters twice as large': 'its MiniBrowser has no option for it',
    'colours chosen by the reader': 'WebKitGTK has no such mode',
  },
  open,
}

/** Its toolbar would be 447 pixels wide otherwise, and no window could be narrower. */
const TOOLBAR = `* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px }
button { margin: 0 -8px }`

async function open(setting: Setting): Promise<OpenBrowser> {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'))
  await mkdir(join(home, 'gtk-3.0'))
  await writeFile(join(home, 'gtk-3.0/gtk.css'), TOOLBAR)
  if (setting === 'less movement')
    await writeFile(join(home, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n')
  const programs: ChildProcess[] = []
  const close = async () => {
    for (const program of programs.toReversed()) await end(program)
    await rm(home, { recursive: true, force: true })
  }
  try {
    const screen = spawn(
      xvfbPath ?? 'Xvfb',
      ['-displayfd', '1', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    )
    programs.push(screen)
    const display = await firstLine(screen)
    const port = await freePort()
    programs.push(
      spawn(driverPath ?? 'WebKitWebDriver', ['-p', String(port)], {
        stdio: 'ignore',
        env: { ...process.env, DISPLAY: `:${display}`, XDG_CONFIG_HOME: home },
      }),
    )
    const driver = await WebDriver.start(`http://127.0.0.1:${port}`, {
      'webkitgtk:browserOptions': {
        binary: browserPath,
        args: ['--automation', ...(setting === 'no cookies' ? ['--cookies-policy=never'] : [])],
      },
      // No test reaches the web, where the NHS font is: nothing listens at port 9.
      proxy: { proxyType: 'manual', sslProxy: '127.0.0.1:9', noProxy: ['localhost', '127.0.0.1'] },
    })
    const page = new WebDriverPage(driver)
    await page.setViewportSize(DESKTOP)
    return {
      name: `WebKitGTK ${driver.version}`,
      page,
      async close() {
        await driver.close()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
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
