import assert from 'node:assert/strict'
import type { TestPortal } from './portal.ts'

export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

/** Reads what Prometheus would: every sample of the text format. */
export async function readMetrics(portal: TestPortal): Promise<Sample[]> {
  const { text } = await portal.browser().get('/metrics').expect(200)
  return samplesOf(text)
}

export function samplesOf(text: string): Sample[] {
  const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
  return lines.map(line => {
    const [, name = '', labels = '', value = ''] =
      /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? assert.fail(line)
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text])
    return {
      name,
      labels: Object.fromEntries(pairs),
      value: Number(value.replace('Nan', 'NaN').replace('+Inf', 'Infinity')),
    }
  })
}

/** The one sample of this name that has all these labels; undefined where there is none. */
export function sampleOf(samples: Sample[], name: string, labels: Record<string, string> = {}) {
  const found = samples.filter(
    each => each.name === name && Object.entries(labels).every(([key, value]) => each.labels[key] === value),
  )
  assert.ok(found.length <= 1, `${name} is there ${found.length} times`)
  return found[0]?.value
}
