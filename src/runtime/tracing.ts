import { setTimeout as wait } from 'node:timers/promises'
import { context, propagation, trace } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node'

/** Milliseconds: for an export, and for the last export at shutdown. */
const EXPORT_TIMEOUT = 2000

/**
 * Exports the spans of `trace.getTracer` to an OpenTelemetry collector over OTLP/HTTP. Spans wait in a bounded queue:
 * when the collector is slow or down spans are lost, but requests are not delayed. Without this call, spans are not
 * recorded.
 */
export function startTracing(collector: string, version: string): { stop(): Promise<void> } {
  const exporter = new OTLPTraceExporter({ url: `${collector}/v1/traces`, timeoutMillis: EXPORT_TIMEOUT })
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'patient-portal', 'service.version': version }),
    spanProcessors: [
      new BatchSpanProcessor(exporter, {
        maxQueueSize: 2048,
        maxExportBatchSize: 512,
        scheduledDelayMillis: 1000,
        exportTimeoutMillis: EXPORT_TIMEOUT,
      }),
    ],
  })
  provider.register()
  return {
    async stop() {
      await Promise.race([provider.shutdown().catch(() => {}), wait(EXPORT_TIMEOUT)])
      for (const api of [trace, context, propagation]) api.disable()
    },
  }
}
