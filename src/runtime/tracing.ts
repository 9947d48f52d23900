import { setTimeout as wait } from 'node:timers/promises'
import { context, propagation, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** Milliseconds the collector may take for an answer, and our end may wait for it. */
const PATIENCE = 2000

/**
 * Sends what `trace.getTracer` is told to an OpenTelemetry collector, over OTLP/HTTP. Spans wait in a queue of bounded
 * length; a collector that is slow or gone loses spans, never a request. Without this call spans are made of nothing.
 */
export function startTracing(collector: string, version: string): { stop(): Promise<void> } {
  const exporter = new OTLPTraceExporter({ url: `${collector}/v1/traces`, timeoutMillis: PATIENCE })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'patient-portal', 'service.version': version }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        maxQueueSize: 2048,
        maxExportBatchSize: 512,
        scheduledDelayMillis: 1000,
        exportTimeoutMillis: PATIENCE,
      }),
    ],
  })
  provider.register()
  return {
    async stop() {
      await Promise.race([provider.shutdown().catch(() => {}), wait(PATIENCE)])
      for (const api of [trace, context, propagation]) api.disable()
    },
  }
}
