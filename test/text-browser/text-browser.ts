import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import xterm from '@xterm/headless'

export type Name = 'lynx' | 'w3m'

const COMMANDS: Record<Name, string> = {
  lynx: 'lynx -nopause -accept_all_cookies -show_cursor=on',
  w3m: 'w3m -cookie',
}

/** High enough for the longest page: a person would scroll. */
const SIZE = { cols: 80, rows: 100 }
const PATIENCE = 60_000

/** Why a test of this browser cannot run here, or false. */
export function missing(name: Name): string | false {
  return spawnSync(name, ['-version']).error ? `${name} is not installed` : false
}

/** lynx or w3m at a terminal, with nothing kept from earlier: keys go in, and what is on the screen is read. */
export class TextBrowser {
  readonly name: Name
  readonly #terminal = new xterm.Terminal({ ...SIZE, allowProposedApi: true })
  readonly #process: ChildProcessWithoutNullStreams

  constructor(t: TestContext, name: Name, address: string) {
    this.name = name
    const home = mkdtempSync(join(tmpdir(), `${name}-`))
    // w3m leaves what is typed in a large field to an editor; this one takes it from the keyboard.
    const env = { PATH: process.env.PATH, HOME: home, TERM: 'xterm', LANG: 'C.UTF-8', EDITOR: 'tee' }
    const command = `stty cols ${SIZE.cols} rows ${SIZE.rows}; exec ${COMMANDS[name]} '${address}'`
    this.#process = spawn('script', ['--quiet', '--command', command, '/dev/null'], { env })
    this.#process.stdout.on('data', data => this.#terminal.write(data))
    this.#terminal.onData(answer => this.#type(answer))
    t.after(() => {
      this.#process.kill()
      rmSync(home, { recursive: true })
    })
  }

  /** As it looks, but for gaps. */
  get screen(): string {
    return this.#lines.join('\n').replaceAll(/\n{3,}/g, '\n\n')
  }

  /** The words on the screen, from top to bottom. */
  get words(): string {
    return this.#lines.join(' ').replaceAll(/\s+/g, ' ').trim()
  }

  /** Waits until these are on the screen, in this order. */
  async sees(...texts: string[]): Promise<void> {
    await this.#until(`"${texts.join('", then "')}" on the screen`, () => {
      let from = 0
      return texts.every(text => {
        const at = this.words.indexOf(text, from)
        from = at + text.length
        return at >= 0
      })
    })
  }

  /** Goes to a link, a button or a choice by Tab, and follows, presses or chooses it by Enter. */
  async activate(label: string): Promise<void> {
    await this.#goTo(label, () => labelOf(this.#current).startsWith(label))
    this.#type('\r')
  }

  /** Puts this in the one large field of the page, in place of what it holds. */
  async fill(text: string): Promise<void> {
    const inField = { lynx: () => this.words.includes('(Textarea)'), w3m: () => this.#before.endsWith('[') }
    await this.#goTo('the field', inField[this.name])
    if (this.name === 'lynx') {
      this.#type(`\x15${text}`)
      // Keys that follow sooner move the cursor on from a place that is not yet the last.
      await this.#until('the end of what is typed', () => this.#before.endsWith(text.slice(-5)))
    } else {
      this.#type('\r')
      await this.#until('the editor', () => !this.words.includes('Support links'))
      this.#type(`${text}\n\x04`)
      // The editor shows it too: it is left when the rest of the page is back.
      await this.sees(text.slice(0, 20), 'Support links')
    }
  }

  #type(keys: string): void {
    this.#process.stdin.write(keys)
  }

  get #lines(): string[] {
    const { active } = this.#terminal.buffer
    return Array.from({ length: SIZE.rows }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
  }

  /** Where the cursor is: each browser puts it where the link or field begins. */
  get #place(): string {
    const { cursorX, cursorY } = this.#terminal.buffer.active
    return `${cursorX},${cursorY}`
  }

  get #before(): string {
    const { cursorX, cursorY } = this.#terminal.buffer.active
    return this.#lines[cursorY]?.slice(0, cursorX) ?? ''
  }

  get #current(): string {
    const { cursorX, cursorY } = this.#terminal.buffer.active
    return this.#lines[cursorY]?.slice(cursorX) ?? ''
  }

  async #goTo(what: string, isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      const left = this.#place
      this.#type('\t')
      await this.#until(
        `on the way to ${what} Tab leads on from "${this.#current}"`,
        () => this.#place !== left,
      )
    }
  }

  /** A screen that is half painted does not count: two looks in a row must find the same. */
  async #until(what: string, isSo: () => boolean): Promise<void> {
    const latest = performance.now() + PATIENCE
    for (let before = '', now = ''; ; before = now) {
      now = this.#place + this.screen
      if (now === before && isSo()) return
      if (performance.now() > latest) throw new Error(`Not so in ${this.name}: ${what}\n${this.screen}`)
      await wait(10)
    }
  }
}

/** Without what stands for a button, a choice or a tick, such as "(BUTTON)" or "[X]". */
function labelOf(text: string): string {
  return text.replace(/^\W*((BUTTON|X|\d+)[)\]])?\W*/, '')
}
