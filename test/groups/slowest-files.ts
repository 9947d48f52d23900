import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

const SHOWN = 10

/** A reporter that ends a run with its slowest files; those of a group are its suites. */
// biome-ignore lint/style/noDefaultExport: it is what the test runner loads of a reporter
export default async function* slowestFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const files: { name: string; seconds: number }[] = []
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file)
      files.push({ name: relative('', data.file), seconds: data.duration_ms / 1000 })
    if ((type === 'test:pass' || type === 'test:fail') && data.nesting === 0 && /\.test\.ts$/.test(data.name))
      files.push({ name: `test/${data.name}`, seconds: data.details.duration_ms / 1000 })
  }
  const slowest = files.toSorted((a, b) => b.seconds - a.seconds).slice(0, SHOWN)
  yield '\nThe slowest files, in seconds:\n'
  for (const { name, seconds } of slowest) yield `${seconds.toFixed(1).padStart(6)} ${name}\n`
}
