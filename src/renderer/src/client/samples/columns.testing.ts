import { tableFromArrays, tableToIPC } from 'apache-arrow';

/** A small sample table as the protocol sends it: three identities of two samples, stored out of order. */
export function smallTableBytes(): Uint8Array {
  const identityIndex = Int32Array.from([2, 2, 0, 0, 1, 1]);
  const sampleIndex = Int32Array.from([0, 1, 0, 1, 0, 1]);
  const table = tableFromArrays({
    identityIndex,
    sampleIndex,
    identityName: Array.from(identityIndex, (identity) => ['anna', 'bo', 'cleo'][identity] ?? ''),
    widthPx: new Int32Array(6).fill(112),
    heightPx: new Int32Array(6).fill(112),
    sizeBytes: Int32Array.from([10, 20, 30, 40, 50, 60]),
    partnerIndex: new Int32Array(6).fill(-1),
    weight: new Float32Array(6).fill(1),
    'n.yawDeg': Float32Array.from([5, -5, 20, 0, NaN, 10]),
    'n.blank': new Float32Array(6).fill(NaN),
  });
  return tableToIPC(table, 'stream');
}
