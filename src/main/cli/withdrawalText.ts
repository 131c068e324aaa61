import type { DestructionCertificate, WithdrawalPreview } from '@shared/domain/withdrawalPlan';
import { countText } from './texts';

const FATE_WORDS: Readonly<Record<WithdrawalPreview['lines'][number]['fate'], string>> = {
  erased: 'Erased',
  removed: 'Removed, to be computed again',
  marked: 'Marked as superseded',
  kept: 'Kept',
  outside: 'Out of reach',
};

/** What a withdrawal would do, by what happens to it. */
export function previewText({ setName, subject, lines, reissueBy, things }: WithdrawalPreview): string {
  const text = [`Withdrawing ${subject} of ${setName} would do this:`];
  let fate = '';
  for (const line of lines) {
    if (line.fate !== fate) text.push(FATE_WORDS[line.fate]);
    fate = line.fate;
    const count = line.count === null ? '' : `: ${countText(line.count)}`;
    const size = line.sizeBytes === null ? '' : ` (${countText(Math.ceil(line.sizeBytes / 1000))} kB)`;
    text.push(`  ${line.what}${count}${size}${line.detail === '' ? '' : `. ${line.detail}`}`);
  }
  if (things.some(({ type }) => type === 'export')) text.push(`Exports are to be made again by ${reissueBy}.`);
  return text.join('\n');
}

/** What a withdrawal did. */
export function withdrawalLines(certificate: DestructionCertificate): string[] {
  const { sets, removed, exports, marked, search, outside } = certificate;
  return [
    ...sets.map(
      ({ name, samples, why }) =>
        `  ${countText(samples.length)} ${why === 'twin' ? 'images of the twin' : 'images'} erased from ${name}`,
    ),
    ...(removed.length === 0
      ? []
      : [`  ${countText(removed.length)} parts of scores, maps and unfinished exports removed`]),
    ...exports.map(
      ({ directory, filesErased, isReachable }) =>
        `  superseded: ${directory}${isReachable ? ` (${countText(filesErased)} files erased)` : ' (not reached)'}`,
    ),
    ...marked.map((thing) => `  superseded: ${thing.type} ${thing.name}`),
    ...(search.files === 0
      ? []
      : [`  ${countText(search.files)} files searched for copies, ${countText(search.copies.length)} found`]),
    ...search.copies.map((path) => `  still there: ${path}`),
    ...outside.map((text) => `  out of reach: ${text}`),
  ];
}
