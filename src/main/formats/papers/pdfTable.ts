import { COLOURS, LINE_GAP_PT, MARGIN_PT, type PdfPage } from './pdfPage';

const CELL_PT = 8.5;
const PAD_X = 5;
const PAD_Y = 3;
/** Of all of the width, for the names of facts. */
const NAME_SHARE = 0.3;
/** A column is as wide as its longest text wants, within these shares of the width. */
const LEAST_SHARE = 0.1;
const MOST_SHARE = 0.55;

export interface TableToDraw {
  /** Null: facts, whose first column is quiet. */
  readonly head: readonly string[] | null;
  readonly rows: readonly (readonly string[])[];
  /** Lowest place for a row on the page. */
  readonly bottom: number;
  readonly width: number;
}

/** Draws a table at the place of the page; a row is never cut by the end of a page, and the head line is repeated on the next. */
export function drawTable(pdf: PdfPage, table: TableToDraw): void {
  const { head, rows, bottom } = table;
  const widths = columnWidths(pdf, table);
  if (head !== null) drawRow(pdf, head, widths, { isHead: true, isFacts: false });
  for (const row of rows) {
    if (pdf.y + rowHeight(pdf, row, widths, 'regular') > bottom) {
      pdf.addPage();
      if (head !== null) drawRow(pdf, head, widths, { isHead: true, isFacts: false });
    }
    drawRow(pdf, row, widths, { isHead: false, isFacts: head === null });
  }
  pdf.x = MARGIN_PT;
  pdf.y += 9;
}

function columnWidths(pdf: PdfPage, { head, rows, width }: TableToDraw): number[] {
  if (head === null) return [NAME_SHARE * width, (1 - NAME_SHARE) * width];
  const wanted = head.map((name, column) => {
    const inBold = pdf.font('bold').fontSize(CELL_PT).widthOfString(name);
    pdf.font('regular').fontSize(CELL_PT);
    const most = rows.reduce((largest, row) => Math.max(largest, pdf.widthOfString(row[column] ?? '')), inBold);
    return Math.min(MOST_SHARE * width, Math.max(LEAST_SHARE * width, most + 2 * PAD_X + 2));
  });
  const sum = wanted.reduce((total, one) => total + one, 0);
  return wanted.map((one) => (one * width) / sum);
}

function rowHeight(pdf: PdfPage, row: readonly string[], widths: readonly number[], font: string): number {
  pdf.font(font).fontSize(CELL_PT);
  const heights = row.map((text, column) =>
    pdf.heightOfString(text, { width: (widths[column] ?? 0) - 2 * PAD_X, lineGap: LINE_GAP_PT }),
  );
  return Math.max(CELL_PT, ...heights) + 2 * PAD_Y;
}

function drawRow(
  pdf: PdfPage,
  row: readonly string[],
  widths: readonly number[],
  { isHead, isFacts }: { readonly isHead: boolean; readonly isFacts: boolean },
): void {
  const font = isHead ? 'bold' : 'regular';
  const height = rowHeight(pdf, row, widths, font);
  const { y } = pdf;
  const width = widths.reduce((total, one) => total + one, 0);
  if (isHead) pdf.rect(MARGIN_PT, y, width, height).fill(COLOURS.shade);
  let x = MARGIN_PT;
  for (const [column, text] of row.entries()) {
    const own = widths[column] ?? 0;
    pdf
      .font(font)
      .fontSize(CELL_PT)
      .fillColor(isFacts && column === 0 ? COLOURS.soft : COLOURS.text)
      .text(text, x + PAD_X, y + PAD_Y, { width: own - 2 * PAD_X, lineGap: LINE_GAP_PT });
    x += own;
  }
  pdf.y = y + height;
  pdf
    .moveTo(MARGIN_PT, pdf.y)
    .lineTo(MARGIN_PT + width, pdf.y)
    .lineWidth(0.4)
    .stroke(COLOURS.line);
}
