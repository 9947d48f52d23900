import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Config, loadConfig } from '../../src/config/config.ts'
import type { HostileNhsLogin } from '../support/nhs-login/hostile-nhs-login.ts'

const program = fileURLToPath(new URL('portal-child.ts', import.meta.url))

export interface PortalProcess {
  url: string
  /** Ends it as a power cut would. */
  kill(): Promise<void>
}

/** The portal in a process of its own, which can be killed without harm to the one that looks on. */
export async function startPortalProcess(
  nhsLogin: HostileNhsLogin,
  changes: Partial<Config>,
  run: readonly [program: string, ...args: string[]] = [program],
): Promise<PortalProcess> {
  const { issuer, clientId, clientPrivateKeyPem: privateKey } = nhsLogin
  const child = fork(run[0], run.slice(1), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.send({
    ...loadConfig({ PORT: '0', NHS_APP_URL: 'https://nhs-app.example' }),
    nhsLogin: { issuer, clientId, privateKey, settingsUrl: `${issuer}/settings` },
    // As in production: each visitor comes from an address of their own.
    trustProxy: 1,
    ...changes,
  })
  const [port] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`The portal ended with ${code}`))),
  ])
  return {
    url: `http://localhost:${port}`,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
