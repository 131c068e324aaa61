import type { SampleColumns } from './sampleColumns';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Rows whose id or identity name contains a text. Decided per identity and per sample number, never by making a million ids. */
export function idSearch(columns: SampleColumns, text: string): (row: number) => boolean {
  const { groups, sampleIndex } = columns;
  const wanted = text.trim().toLowerCase();
  const byName = columns.names.containing(wanted);
  const highest = sampleIndex.reduce((most, index) => Math.max(most, index), -1);
  const divider = wanted.indexOf('s');
  // An id is `i` + 6 digits + `s` + 4 digits: a text with an s lies across both halves, one without in either.
  const identityText = divider < 0 ? wanted : wanted.slice(0, divider);
  const sampleText = divider < 0 ? wanted : wanted.slice(divider + 1);
  const identityFits = Uint8Array.from(groups.identities, (identity) => {
    const id = `i${pad(identity, 6)}`;
    return Number(divider < 0 ? id.includes(identityText) : id.endsWith(identityText));
  });
  const sampleFits = Uint8Array.from({ length: highest + 1 }, (_unused, sample) => {
    const id = pad(sample, 4);
    return Number(divider < 0 ? id.includes(sampleText) : id.startsWith(sampleText));
  });
  return (row) => {
    const group = groups.ofRow[row] ?? 0;
    if (byName[group] === 1) return true;
    const identity = identityFits[group] === 1;
    const sample = sampleFits[sampleIndex[row] ?? 0] === 1;
    return divider < 0 ? identity || sample : identity && sample;
  };
}
