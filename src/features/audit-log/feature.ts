import type { Feature } from '../feature.ts'
import { auditLogFile, patientAuditLogFile } from './pages/log-file.ts'
import { viewAuditLog } from './pages/view-audit-log.ts'
import { viewPatientLog } from './pages/view-patient-log.ts'

export const auditLog: Feature = {
  name: 'audit-log',
  switchable: false,
  staffPages: services => ({
    '/audit': viewAuditLog(services),
    '/audit/file': auditLogFile(services),
    '/audit/found/:searchId': viewPatientLog(services),
    '/audit/found/:searchId/file': patientAuditLogFile(services),
  }),
  staffNavigation: { text: 'Audit log', to: '/audit', name: 'audit' },
}
