/** One question of a journey: the last part of its address, and whether what is kept answers it. */
export interface Question<Answers> {
  page: string
  answered(answers: Answers): boolean
}

/** The first question still open, or `end` when all are answered. */
export function nextPage<Answers>(
  questions: readonly Question<Answers>[],
  answers: Answers,
  end: string,
): string {
  return questions.find(question => !question.answered(answers))?.page ?? end
}
