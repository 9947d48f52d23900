import { press, type Visitor } from './browser.ts'

/** At the simulated NHS login: says who they are, and what is to happen. */
export async function logInAs(visitor: Visitor, person: string, outcome = 'success'): Promise<void> {
  await visitor.page.getByLabel('What should happen').selectOption(outcome)
  await press(visitor, visitor.page.getByRole('button').filter({ hasText: person }))
}
