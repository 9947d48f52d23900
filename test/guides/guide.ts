import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What a guide says is to be done: whole files, and changes to files that are there. */
interface Step {
  file: string
  text: string
  isChange: boolean
}

/**
 * Reads the steps of a guide: code blocks that name a file beside their language, and blocks of `diff`, whose hunks
 * begin with `@@` and hold a few lines of the file as they are.
 */
export function stepsOf(guide: string): Step[] {
  const text = readFileSync(join(root, guide), 'utf8')
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language, named, body = '']) => {
      const file = language === 'diff' ? /^\+\+\+ b\/(.*)$/m.exec(body)?.[1] : named
      return file ? [{ file, text: body, isChange: language === 'diff' }] : []
    },
  )
}

export function addedLines({ isChange, text }: Step): number {
  const lines = text.trimEnd().split('\n')
  return isChange ? lines.filter(line => /^\+(?!\+\+ )/.test(line)).length : lines.length
}

/** A copy of the project, as it is in the working tree, in which the steps have been made. */
export class Copy {
  readonly folder = mkdtempSync(join(tmpdir(), 'portal-guide-'))

  constructor(steps: readonly Step[]) {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
      cwd: root,
      encoding: 'utf8',
    })
    for (const file of files.split('\n').filter(Boolean))
      cpSync(join(root, file), join(this.folder, file), { force: true, recursive: true })
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
    for (const step of steps) this.#make(step)
    // What is in the project is read from git; the link to the packages is not.
    for (const args of [
      ['init', '-q'],
      ['add', '-A', '--', '.', ':!node_modules'],
    ])
      execFileSync('git', args, { cwd: this.folder })
  }

  /** Runs a program of the project in the copy; fails with what it printed. */
  run(command: string, ...args: string[]): void {
    const env = { ...process.env, NODE_TEST_CONTEXT: undefined }
    const options = { cwd: this.folder, encoding: 'utf8', env } as const
    const { status, stdout, stderr } = spawnSync(join('node_modules/.bin', command), args, options)
    assert.equal(status, 0, `${command} ${args.join(' ')}\n${stdout}${stderr}`)
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  #make({ file, isChange, text }: Step): void {
    const path = join(this.folder, file)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, isChange ? changed(readFileSync(path, 'utf8'), text, file) : text)
  }
}

/** The lines of each hunk that are there must stand in the file once. */
function changed(before: string, diff: string, file: string): string {
  const [, ...hunks] = diff.split(/^@@.*\n/m)
  return hunks.reduce((text, hunk) => {
    const lines = hunk.trimEnd().split('\n')
    const linesOf = (marks: string) =>
      lines.filter(line => marks.includes(line[0] ?? ' ')).map(line => `${line.slice(1)}\n`)
    const from = linesOf(' -').join('')
    assert.equal(text.split(from).length, 2, `once in ${file}:\n${from}`)
    return text.replace(from, () => linesOf(' +').join(''))
  }, before)
}
