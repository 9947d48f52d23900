/** What a page of Markdown says to a machine: its headings, its links and what it writes as code. */

/** The anchors of its headings, as GitHub makes them. */
export function anchorsOf(page: string): Set<string> {
  const headings = withoutBlocks(page).matchAll(/^#+ (.+)$/gm)
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}

/** Where its links and pictures lead. */
export function linksOf(page: string): string[] {
  const prose = withoutBlocks(page).replaceAll(/`[^`\n]*`(?!\])/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target)
}

/** The words between backquotes, and the lines of blocks of code. */
export function codeOf(page: string): string[] {
  const blocks = [...page.matchAll(/^ *```[\s\S]*?^ *```$/gm)].flatMap(([block]) => block.split('\n'))
  return [...withoutBlocks(page).matchAll(/`([^`]+)`/g)].map(([, code = '']) => code).concat(blocks)
}

function withoutBlocks(page: string): string {
  return page.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')
}
