import { request } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { measured } from './load.ts'
import { World } from './world.ts'

/** Bytes of memory a portal takes before and after so many browsers have each started a log-in. */
export async function memoryOfSessions(count: number): Promise<{ before: number; after: number }> {
  const world = await World.make(1, 100)
  try {
    const url = await world.startPortal()
    const memory = () => measured(url, 'process_resident_memory_bytes')
    await open(url, 0, 500)
    const before = await memory()
    await open(url, 500, count)
    return { before, after: await memory() }
  } finally {
    await world.close()
  }
}

/** Starts a log-in, each time from another address and with no cookie. */
async function open(url: string, from: number, to: number): Promise<void> {
  const AT_ONCE = 4
  for (let index = from; index < to; index += AT_ONCE)
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, to - index) }, (_, each) => openOne(url, index + each)),
    )
}

function openOne(url: string, index: number): Promise<void> {
  const address = `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`
  return new Promise((resolve, reject) => {
    request(`${url}/patient-portal/log-in/start`, { headers: { 'X-Forwarded-For': address } }, response => {
      response.resume()
      if (response.headers['set-cookie']) response.on('end', resolve)
      // The portal sends people away while it is overloaded.
      else if (response.statusCode === 503)
        wait(1000)
          .then(() => openOne(url, index))
          .then(resolve, reject)
      else reject(new Error(`No log-in: ${response.statusCode}`))
    })
      .on('error', reject)
      .end()
  })
}
