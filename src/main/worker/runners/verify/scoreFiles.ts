import type { VerificationResult } from '@shared/domain/verification';
import type { VerifyData } from './verifyData';

/** A field of RFC 4180 CSV; a name that begins like a formula is kept from being one in a spreadsheet. */
function field(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** scores.csv: every pair with its fold, kind and score. */
export function scoresCsv({ pairs, nameOf }: VerifyData, scores: ArrayLike<number>): string {
  const lines = pairs.map(({ a, b, genuine, fold }, index) =>
    [
      fold + 1,
      genuine ? 'genuine' : 'impostor',
      (scores[index] ?? NaN).toFixed(6),
      field(nameOf(a)),
      field(nameOf(b)),
    ].join(','),
  );
  return `fold,kind,cosine,a,b\n${lines.join('\n')}\n`;
}

/** roc.csv: the curve of the report. */
export function rocCsv({ roc }: VerificationResult): string {
  return `threshold,far,tar\n${roc.map(({ threshold, far, tar }) => [threshold, far, tar].join(',')).join('\n')}\n`;
}
