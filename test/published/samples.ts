import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/*
 * What NHS England publishes: schemas, requests and answers with errors, as data without prose. They are not part of this
 * project; PUBLISHED_SAMPLES names the folder that holds them. The tests here hold gateways, simulator and API against
 * them, so that all three cannot share a mistake.
 */

const folder = process.env.PUBLISHED_SAMPLES
export const skip = folder ? false : 'needs the published samples: PUBLISHED_SAMPLES'

export function sample<Sample>(file: string): Sample {
  return JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'))
}
