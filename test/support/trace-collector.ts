import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { until } from './time/until.ts'

export interface ReceivedSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[]
  status: { code?: number }
}

interface Export {
  resourceSpans: { scopeSpans: { spans: ReceivedSpan[] }[] }[]
}

/** An OpenTelemetry collector: keeps what it is sent over OTLP/HTTP as JSON, or does not answer at all. */
export class TraceCollector {
  readonly spans: ReceivedSpan[] = []
  /** All that came, as it came. */
  readonly received: string[] = []
  answers = true
  readonly #server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    this.received.push(body)
    for (const { scopeSpans } of (JSON.parse(body) as Export).resourceSpans)
      for (const { spans } of scopeSpans) this.spans.push(...spans)
    if (this.answers) response.setHeader('Content-Type', 'application/json').end('{}')
  })

  static async start(): Promise<TraceCollector> {
    const collector = new TraceCollector()
    collector.#server.listen(0, '127.0.0.1')
    await once(collector.#server, 'listening')
    return collector
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Waits for as many spans of this name. */
  async spansNamed(name: string, least = 1): Promise<ReceivedSpan[]> {
    const found = () => this.spans.filter(span => span.name === name)
    await until(`${least} spans named ${name}`, () => found().length >= least)
    return found()
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}

/** The plain value of an attribute. */
export function attribute(span: ReceivedSpan, name: string) {
  const value = span.attributes.find(({ key }) => key === name)?.value
  return value?.stringValue ?? value?.intValue
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return text
}
