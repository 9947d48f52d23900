export interface Question<Answers> {
  /** The last part of the page's URL. */
  page: string
  /** Whether the stored answers contain a valid answer. */
  answered(answers: Answers): boolean
}

/** The page of the first unanswered question, or `end` when all are answered. */
export function nextPage<Answers>(
  questions: readonly Question<Answers>[],
  answers: Answers,
  end: string,
): string {
  return questions.find(question => !question.answered(answers))?.page ?? end
}
