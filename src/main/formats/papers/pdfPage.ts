/** What the drawing functions of papers have in common; lengths in points, 1/72 inch. */
export type PdfPage = PDFKit.PDFDocument;

export const MARGIN_PT = 54;
export const BODY_PT = 9.5;
export const LINE_GAP_PT = 1.6;

export const COLOURS = {
  text: '#1c2126',
  soft: '#5c6670',
  line: '#d5dae0',
  shade: '#f1f4f6',
  accent: '#0b7a75',
} as const;
