import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { assignRequest } from './assign-request.ts'
import { chooseNewTime } from './choose-new-time.ts'
import { chosenRequests } from './chosen-requests.ts'
import { completeCancellation } from './complete-cancellation.ts'
import { declineRequest } from './decline-request.ts'
import { listOverdue } from './list-overdue.ts'
import { listRequests } from './list-requests.ts'
import { listUntold } from './list-untold.ts'
import { tellPatient } from './tell-patient.ts'
import { viewRequest } from './view-request.ts'
import { addNote, changePriority, takeOverRequest } from './write-text.ts'

export function worklistPages(services: Services): PageTable<StaffPage> {
  return {
    '/requests': listRequests(services),
    '/requests/overdue': listOverdue(services),
    '/requests/to-tell': listUntold(services),
    '/requests/chosen': chosenRequests(services),
    '/requests/:requestId': viewRequest(services),
    '/requests/:requestId/take-over': takeOverRequest(services),
    '/requests/:requestId/assign': assignRequest(services),
    '/requests/:requestId/priority': changePriority(services),
    '/requests/:requestId/note': addNote(services),
    '/requests/:requestId/decline': declineRequest(services),
    '/requests/:requestId/cancel': completeCancellation(services),
    '/requests/:requestId/tell': tellPatient(services),
    '/requests/:requestId/new-time': chooseNewTime(services),
  }
}
