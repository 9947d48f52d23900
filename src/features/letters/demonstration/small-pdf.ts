/*
 * PDF files of one page for the demonstration, as a hospital might send them: with text and structure, with text only, or
 * only a picture, as from a scanner.
 */

const TOP = 780
const LINE = 18

/** `tagged`: a program can find the title and the paragraphs. */
export function textPdf(title: string, lines: readonly string[], { tagged }: { tagged: boolean }): Buffer {
  const all = [title, ...lines]
  const content = all.map((line, index) => textLine(line, index, tagged)).join('\n')
  const tags = all.map((_, index) => `${8 + index} 0 R`).join(' ')
  const structure = tagged
    ? ' /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /ViewerPreferences << /DisplayDocTitle true >>'
    : ''
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R /Lang (en-GB)${structure} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>${tagged ? ' /StructParents 0' : ''} >>`,
    stream('', content),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...(tagged
      ? [
          `<< /Type /StructTreeRoot /K [${tags}] /ParentTree 7 0 R >>`,
          `<< /Nums [0 [${tags}]] >>`,
          ...all.map(
            (_, index) =>
              `<< /Type /StructElem /S /${index === 0 ? 'H1' : 'P'} /P 6 0 R /Pg 3 0 R /K ${index} >>`,
          ),
        ]
      : []),
  ])
}

/** Lines of dark marks on white, with no text in them. */
export function picturePdf(): Buffer {
  const [width, height] = [64, 80]
  const rows = Array.from({ length: height }, (_, row) => pictureRow(row, width / 8))
  const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /ASCIIHexDecode`
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I1 5 0 R >> >> >>',
    stream('', 'q 475 0 0 640 60 120 cm /I1 Do Q'),
    stream(image, `${rows.join('')}>`),
  ])
}

/** Every fourth row has marks, of different lengths; white is 1. */
function pictureRow(row: number, bytes: number): string {
  const marked = row % 4 === 1 ? 3 + ((row * 5) % (bytes - 3)) : 0
  return '00'.repeat(marked) + 'ff'.repeat(bytes - marked)
}

function textLine(line: string, index: number, tagged: boolean): string {
  const size = index === 0 ? 16 : 11
  const written = line.replaceAll(/[\\()]/g, character => `\\${character}`)
  const shown = `BT /F1 ${size} Tf 60 ${TOP - index * LINE} Td (${written}) Tj ET`
  return tagged ? `/${index === 0 ? 'H1' : 'P'} << /MCID ${index} >> BDC ${shown} EMC` : shown
}

function stream(dictionary: string, content: string): string {
  const length = Buffer.byteLength(content, 'latin1')
  return `<< ${dictionary} /Length ${length} >>\nstream\n${content}\nendstream`
}

/** The objects are numbered from 1; the first is the catalogue. */
function pdf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.7\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(Buffer.byteLength(text, 'latin1'))
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
  }
  const start = Buffer.byteLength(text, 'latin1')
  const places = offsets.map(offset => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places}`
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(text, 'latin1')
}
