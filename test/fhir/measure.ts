import { performance } from 'node:perf_hooks'
import { TestPortal } from '../support/portal.ts'
import { accessToken, ask, idToken } from './support.ts'

/** Winston Clarke of the demonstration, who has 200 appointments. */
const NHS_NUMBER = '9990000174'

export interface Measured {
  appointments: number
  /** Milliseconds. */
  half: number
  p95: number
  p99: number
}

/**
 * Measures how long the aggregator waits for the 200 appointments of one patient, on a database filled by `npm run
 * seed`, with `atATime` calls in parallel. The caller runs in the portal's process, so the figures include its work.
 */
export async function measureSearch(
  databaseUrl: string,
  { calls = 300, atATime = 1 } = {},
): Promise<Measured> {
  const portal = await TestPortal.start({ databaseUrl, aggregatorRequestsASecond: 10_000, logLevel: 'info' })
  try {
    const patient = await portal.database('patient').where('nhs_number', NHS_NUMBER).first()
    const person = { nhsNumber: NHS_NUMBER, birthDate: patient.birth_date }
    const tokens = { bearer: await accessToken(portal), idToken: await idToken(portal, person) }
    let appointments = 0
    const call = async () => {
      const began = performance.now()
      const { body, status } = await ask(portal, person, tokens)
      if (status !== 200) throw new Error(`The answer was ${status}`)
      appointments = body.total
      return performance.now() - began
    }
    for (let warm = 0; warm < 20; warm++) await call()
    const took: number[] = []
    while (took.length < calls)
      took.push(...(await Promise.all(Array.from({ length: atATime }, () => call()))))
    took.sort((one, two) => one - two)
    const at = (part: number) => Math.round(took[Math.floor(took.length * part)] ?? 0)
    return { appointments, half: at(0.5), p95: at(0.95), p99: at(0.99) }
  } finally {
    await portal.close()
  }
}

if (import.meta.main)
  for (const atATime of [1, 8]) {
    const { appointments, half, p95, p99 } = await measureSearch(process.argv[2] ?? '', { atATime })
    process.stdout.write(
      `${appointments} appointments, ${atATime} at a time: half within ${half} ms, 95 in 100 within ${p95} ms, 99 within ${p99} ms\n`,
    )
  }
