import { post, Unanswered } from '../post.ts'
import { later, type Sending, unanswered } from '../sending.ts'

export interface RecordServiceSettings {
  /** Without `/records` and without a slash at the end. */
  url: string
  key: string
  /** Issued by Wayfinder for appointments: documents and questionnaires have ids of their own, never to be mixed. */
  clientId: string
  /** The service itself gives up at 30 seconds; a test may say otherwise. */
  timeoutSeconds?: number
}

/** The Patient Care Aggregator's Record Service (specification v1.0.2): whom the NHS App should ask us about. */
export class RecordService {
  readonly #settings: RecordServiceSettings

  constructor(settings: RecordServiceSettings) {
    this.#settings = settings
  }

  /** Tells it of patients, by NHS number; once or often is the same. Never rejects. */
  async tell(nhsNumbers: readonly string[], signal?: AbortSignal): Promise<Sending> {
    const { url, key, clientId, timeoutSeconds: seconds = 30 } = this.#settings
    const headers = { Authorization: `Bearer ${key}` }
    const body = JSON.stringify({ clientId, nhsNumbers })
    try {
      const answer = await post(`${url}/records`, { headers, body, seconds, signal })
      const { status } = answer
      if (status === 200) return { outcome: 'accepted', reason: 'status-200' }
      if (status === 400 || status === 413)
        return {
          outcome: 'refused',
          reason: `status-${status}`,
          faulty: faultyAmong(nhsNumbers.length, answer.body),
        }
      return later(answer)
    } catch (error) {
      if (error instanceof Unanswered) return unanswered(error)
      throw error
    }
  }
}

/** The places in the list that were refused. */
function faultyAmong(sent: number, body: unknown): number[] {
  const { data } = Object(body) as { data?: unknown }
  if (!Array.isArray(data)) return []
  return [...new Set(data)].filter(index => Number.isInteger(index) && index >= 0 && index < sent)
}
