import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../support/free-port.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface StartUp {
  /** Milliseconds until the first page had come, and of processor time until then. */
  took: number
  cpu: number
}

/** `node src/server.ts` from its start until the log-in page has come, as often as is asked; the quickest counts. */
export async function startUp(environment: Record<string, string>, times: number): Promise<StartUp> {
  const all: StartUp[] = []
  for (let time = 0; time < times; time++) all.push(await startOnce(environment))
  return all.toSorted((a, b) => a.took - b.took)[0] as StartUp
}

async function startOnce(environment: Record<string, string>): Promise<StartUp> {
  const port = await freePort()
  const env = { ...process.env, LOG_LEVEL: 'silent', PORT: `${port}`, SIMULATOR_PORT: '0', ...environment }
  const began = performance.now()
  const server = spawn(process.execPath, ['src/server.ts'], { cwd: root, env, stdio: 'ignore' })
  const ended = once(server, 'exit')
  try {
    while (!(await isUp(`http://localhost:${port}/patient-portal/log-in`))) {
      if (server.exitCode !== null) throw new Error(`It ended with ${server.exitCode}`)
      await wait(10)
    }
    return { took: performance.now() - began, cpu: processorTime(server.pid ?? 0) }
  } finally {
    server.kill()
    await ended
  }
}

async function isUp(url: string): Promise<boolean> {
  try {
    const response = await fetch(url)
    await response.text()
    return response.ok
  } catch {
    return false
  }
}

/** Linux counts it in hundredths of a second: proc_pid_stat(5), utime and stime. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}
