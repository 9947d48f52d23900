import type { FILE_FAULTS } from '../shared/metrics.ts'

/**
 * Why a stored file cannot be read. `missing`: it or a part of it is not there; `unknown-key`: no master key of this id is
 * configured; `changed`: its header or its content is not what was stored; `no-folder`: FILES does not name the folder it is in.
 */
export type FileFaultReason = (typeof FILE_FAULTS)[number]

/** A stored file cannot be read. Nothing wrong was given out. */
export class FileFault extends Error {
  override readonly name = 'FileFault'
  readonly reason: FileFaultReason
  readonly fileId: string

  constructor(reason: FileFaultReason, fileId: string, { keyId }: { keyId?: string } = {}) {
    super(`File ${fileId} cannot be read: ${describe(reason, keyId)}`)
    this.reason = reason
    this.fileId = fileId
  }
}

function describe(reason: FileFaultReason, keyId = ''): string {
  return {
    missing: 'it is not there, or not all of it',
    'unknown-key': `FILE_KEYS has no key "${keyId}"`,
    changed: 'it was changed after it was stored, or belongs to another file or key',
    'no-folder': 'it is in a folder, and FILES names none',
  }[reason]
}
