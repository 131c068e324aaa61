import PDFDocument from 'pdfkit';
import type { Block, Paper } from '@shared/domain/papers/paper';
import type { PaperFonts } from './paperFonts';
import { drawTable } from './pdfTable';
import { BODY_PT, COLOURS, LINE_GAP_PT, MARGIN_PT, type PdfPage } from './pdfPage';

/**
 * A paper as PDF: A4, numbered pages, fonts embedded. Equal papers give equal bytes on every machine: the only date is the paper's own,
 * and nothing is compressed, since zlib's output differs between versions of Node.
 */
export async function paperPdf(paper: Paper, fonts: PaperFonts): Promise<Uint8Array> {
  const pdf = new PDFDocument({
    size: 'A4',
    // Room for the line at the foot.
    margins: { top: MARGIN_PT, bottom: MARGIN_PT + 12, left: MARGIN_PT, right: MARGIN_PT },
    bufferPages: true,
    compress: false,
    lang: 'en',
    displayTitle: true,
    // The package types a name only; a file is as good, and no built-in font is touched then.
    font: fonts.regular as unknown as string,
    info: {
      Title: paper.title,
      Author: paper.program,
      Creator: paper.program,
      Producer: 'pdfkit',
      CreationDate: new Date(paper.createdAt),
      ModDate: new Date(paper.createdAt),
    },
  });
  const chunks: Buffer[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', resolve);
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  drawTitle(pdf, paper);
  for (const block of paper.blocks) drawBlock(pdf, block);
  numberPages(pdf, paper);
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

const widthOf = (pdf: PdfPage): number => pdf.page.width - 2 * MARGIN_PT;
const bottomOf = (pdf: PdfPage): number => pdf.page.height - MARGIN_PT - 12;

function drawTitle(pdf: PdfPage, paper: Paper): void {
  pdf.rect(MARGIN_PT, MARGIN_PT - 14, 48, 4).fill(COLOURS.accent);
  pdf.font('bold').fontSize(21).fillColor(COLOURS.text).text(paper.title, MARGIN_PT, MARGIN_PT);
  pdf.moveDown(0.15);
  pdf.font('regular').fontSize(BODY_PT).fillColor(COLOURS.soft).text(paper.subtitle, { lineGap: LINE_GAP_PT });
  pdf.moveDown(0.8);
}

function drawBlock(pdf: PdfPage, block: Block): void {
  switch (block.kind) {
    case 'heading':
      drawHeading(pdf, block.text, block.level);
      break;
    case 'paragraph':
      body(pdf).text(block.text, MARGIN_PT, pdf.y, { width: widthOf(pdf), lineGap: LINE_GAP_PT });
      pdf.moveDown(0.6);
      break;
    case 'list':
      for (const item of block.items) drawItem(pdf, item);
      pdf.moveDown(0.4);
      break;
    case 'facts':
      drawTable(pdf, { head: null, rows: block.rows, bottom: bottomOf(pdf), width: widthOf(pdf) });
      break;
    case 'table':
      drawTable(pdf, { head: block.head, rows: block.rows, bottom: bottomOf(pdf), width: widthOf(pdf) });
      break;
  }
}

const body = (pdf: PdfPage): PdfPage => pdf.font('regular').fontSize(BODY_PT).fillColor(COLOURS.text);

/** Never the last thing of a page: room for it and three lines, else a new page. */
function drawHeading(pdf: PdfPage, text: string, level: 2 | 3): void {
  const size = level === 2 ? 13 : 10.5;
  if (pdf.y + size + 4.5 * BODY_PT > bottomOf(pdf)) pdf.addPage();
  else if (pdf.y > MARGIN_PT) pdf.moveDown(level === 2 ? 0.7 : 0.2);
  if (level === 2) {
    pdf
      .moveTo(MARGIN_PT, pdf.y)
      .lineTo(pdf.page.width - MARGIN_PT, pdf.y)
      .lineWidth(0.6)
      .stroke(COLOURS.line);
    pdf.y += 7;
  }
  pdf
    .font('bold')
    .fontSize(size)
    .fillColor(COLOURS.text)
    .text(text, MARGIN_PT, pdf.y, { width: widthOf(pdf) });
  pdf.moveDown(0.35);
}

function drawItem(pdf: PdfPage, item: string): void {
  const indent = 12;
  const width = widthOf(pdf) - indent;
  body(pdf);
  if (pdf.y + Math.min(30, pdf.heightOfString(item, { width, lineGap: LINE_GAP_PT })) > bottomOf(pdf)) pdf.addPage();
  const { y } = pdf;
  pdf.text('•', MARGIN_PT, y, { width: indent, lineBreak: false });
  pdf.text(item, MARGIN_PT + indent, y, { width, lineGap: LINE_GAP_PT });
  pdf.y += 2.5;
}

function numberPages(pdf: PdfPage, paper: Paper): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the margin; without this pdfkit would begin a new page for it.
    pdf.page.margins.bottom = 0;
    const y = pdf.page.height - MARGIN_PT + 4;
    const width = widthOf(pdf);
    pdf.font('regular').fontSize(7.5).fillColor(COLOURS.soft);
    pdf.text(paper.title, MARGIN_PT, y, { width: width - 80, lineBreak: false, ellipsis: true });
    pdf.text(`${page - start + 1} of ${count}`, MARGIN_PT, y, { width, align: 'right', lineBreak: false });
  }
}
