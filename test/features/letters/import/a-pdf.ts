interface Parts {
  /** Undefined: a page without text. */
  words?: string | undefined
  pages?: number
  tagged?: boolean
  /** Further entries of the catalogue, such as an action. */
  catalogue?: string
  /** Entries of the trailer, such as `/Encrypt`. */
  trailer?: string
}

/** A PDF of the smallest kind, written by hand, so that a test can say what is in it. */
export function aPdf({ words, pages = 1, tagged = false, catalogue = '', trailer = '' }: Parts = {}): Buffer {
  const text = words === undefined ? '' : `BT /F1 12 Tf 72 770 Td (${words}) Tj ET`
  const kids = Array.from({ length: pages }, (_, index) => `${index + 6} 0 R`).join(' ')
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${tagged ? '/MarkInfo << /Marked true >> /StructTreeRoot 5 0 R' : ''} ${catalogue} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /StructTreeRoot >>',
    ...Array<string>(pages).fill(
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 3 0 R >> >> >>',
    ),
  ]
  let file = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const place = file.length
    file += `${index + 1} 0 obj\n${object}\nendobj\n`
    return place
  })
  const table = places.map(place => `${String(place).padStart(10, '0')} 00000 n \n`).join('')
  const size = objects.length + 1
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer << /Size ${size} /Root 1 0 R ${trailer} >>`
  return Buffer.from(`${file}${end}\nstartxref\n${file.length}\n%%EOF\n`, 'latin1')
}
