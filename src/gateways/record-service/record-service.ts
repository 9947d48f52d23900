import { NoResponse, post } from '../post.ts'
import { retryAfterStatus, retryWithoutResponse, type SendResult } from '../send-result.ts'

export interface RecordServiceSettings {
  /** Without `/records` and without a slash at the end. */
  url: string
  key: string
  /** Issued by Wayfinder for appointments only. Documents and questionnaires have separate ids. */
  clientId: string
  /** Default 30, the service's own limit. */
  timeoutSeconds?: number
}

/** The Patient Care Aggregator's Record Service (specification v1.0.2), where we register the patients we have. */
export class RecordService {
  readonly #settings: RecordServiceSettings

  constructor(settings: RecordServiceSettings) {
    this.#settings = settings
  }

  /** Registers patients by NHS number. Registering a patient again does no harm. Never rejects. */
  async register(nhsNumbers: readonly string[], signal?: AbortSignal): Promise<SendResult> {
    const { url, key, clientId, timeoutSeconds = 30 } = this.#settings
    const headers = { Authorization: `Bearer ${key}` }
    const body = JSON.stringify({ clientId, nhsNumbers })
    try {
      const response = await post(`${url}/records`, { headers, body, timeoutSeconds, signal })
      const { status } = response
      if (status === 200) return { outcome: 'accepted', reason: 'status-200' }
      if (status === 400 || status === 413)
        return {
          outcome: 'refused',
          reason: `status-${status}`,
          faulty: faultyIndexes(nhsNumbers.length, response.body),
        }
      return retryAfterStatus(response)
    } catch (error) {
      if (error instanceof NoResponse) return retryWithoutResponse(error)
      throw error
    }
  }
}

/** The indexes of the rejected numbers. `data` is one text, which names each entry as "nhsNumbers[3]". */
function faultyIndexes(sentCount: number, body: unknown): number[] {
  const { data } = Object(body) as { data?: unknown }
  if (typeof data !== 'string') return []
  const indexes = [...data.matchAll(/"nhsNumbers\[(\d{1,6})\]"/g)].map(([, index]) => Number(index))
  return [...new Set(indexes)].filter(index => index < sentCount)
}
