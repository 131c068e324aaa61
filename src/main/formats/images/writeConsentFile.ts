import type { ConsentRecord } from '@shared/domain/consent';
import { CONSENT_COLUMNS, WRITTEN_HEADERS, type ConsentColumn } from './consentWords';

export const CONSENT_FILE_FORMATS = ['csv', 'json'] as const;
export type ConsentFileFormat = (typeof CONSENT_FILE_FORMATS)[number];

function cellOf(record: ConsentRecord, column: ConsentColumn): string {
  switch (column) {
    case 'purposes':
      return record.purposes.join('|');
    case 'biometric':
      return record.biometric === undefined ? '' : record.biometric ? 'yes' : 'no';
    case 'noticeVersion':
      return record.notice?.version ?? '';
    case 'noticeSha256':
      return record.notice?.sha256 ?? '';
    case 'evidenceFile':
      return record.evidence?.file ?? '';
    case 'evidenceSha256':
      return record.evidence?.sha256 ?? '';
    default:
      return record[column] ?? '';
  }
}

const quoted = (cell: string): string => (/[",;\t\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

/** The records as `parseConsentFile` reads them: CSV as in RFC 4180 with `\n`, or a JSON array of flat objects. Equal records give equal text. */
export function writeConsentFile(records: readonly ConsentRecord[], format: ConsentFileFormat): string {
  const rows = records.map((record) => CONSENT_COLUMNS.map((column) => cellOf(record, column)));
  if (format === 'csv') return [WRITTEN_HEADERS, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
  const objects = rows.map((row) =>
    Object.fromEntries(row.flatMap((cell, i) => (cell === '' ? [] : [[WRITTEN_HEADERS[i] ?? '', cell] as const]))),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}
