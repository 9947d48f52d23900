import type { Services } from '../../../services.ts'
import type { PageTable, StaffPage } from '../../../web/page.ts'
import { assignTask } from './assign-task.ts'
import { chosenTasks } from './chosen-tasks.ts'
import { closeTask } from './close-task.ts'
import { listTasks } from './list-tasks.ts'
import { viewTask } from './view-task.ts'
import { addTaskNote, changeTaskPriority, takeOverTask } from './write-on-task.ts'

export function taskPages(services: Services): PageTable<StaffPage> {
  return {
    '/tasks': listTasks(services),
    '/tasks/chosen': chosenTasks(services),
    '/tasks/:taskId': viewTask(services),
    '/tasks/:taskId/take-over': takeOverTask(services),
    '/tasks/:taskId/assign': assignTask(services),
    '/tasks/:taskId/priority': changeTaskPriority(services),
    '/tasks/:taskId/note': addTaskNote(services),
    '/tasks/:taskId/close': closeTask(services),
  }
}
