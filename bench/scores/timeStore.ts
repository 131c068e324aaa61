import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobId, SetId } from '../../src/shared/domain/ids';
import { FACE_API_JUDGE } from '../../src/shared/domain/judges';
import { SCORE_COLUMNS, type Scorer } from '../../src/shared/domain/scores';
import { SetInfo } from '../../src/shared/domain/setInfo';
import type { SampleColumns } from '../../src/main/storage/samples/sampleColumns';
import { encodeScores } from '../../src/main/storage/scores/scoreColumns';
import { openEmbeddingBytes } from '../../src/main/storage/scores/embeddingBytes';
import { readScores } from '../../src/main/storage/scores/readScores';
import { hashOfRows, type ScoredSamples } from '../../src/main/storage/scores/scoredSamples';
import { batchesOf, openScoreWriter, rowsOfBatch } from '../../src/main/storage/scores/scoreWriter';

const PER_IDENTITY = 20;
const BATCH = { image: 1024, face: 1024, judge: 1024, relations: 65_536 } as const;

/** A sample table of which only what scores need is there. */
function tableOf(count: number): SampleColumns {
  const text = (length: number, letter: (row: number, at: number) => number): SampleColumns['text']['id'] => {
    const data = new Uint8Array(count * length);
    for (let row = 0; row < count; row++) for (let at = 0; at < length; at++) data[row * length + at] = letter(row, at);
    return { offsets: Int32Array.from({ length: count + 1 }, (_, row) => row * length), data };
  };
  const hex = text(64, (row, at) => 48 + ((row * 7 + at * 3) % 10));
  const zeros = new Int32Array(count);
  return {
    count,
    text: {
      id: text(12, (row, at) => 48 + (Math.floor(row / 10 ** (11 - at)) % 10)),
      file: hex,
      sha256: hex,
      source: hex,
    },
    integers: {
      identityIndex: zeros.map((_, row) => Math.floor(row / PER_IDENTITY)),
      sampleIndex: zeros.map((_, row) => row % PER_IDENTITY),
      widthPx: zeros,
      heightPx: zeros,
      sizeBytes: zeros,
      partnerIndex: zeros,
    },
    identityName: { names: ['a'], codes: zeros },
    weight: new Float32Array(count).fill(1),
    numbers: new Map(),
  };
}

/** Writes the scores of a made-up set of `count` samples as the program does and reads them again as the window does. */
export async function timeStore(count: number, say: (line: string) => void): Promise<void> {
  const libraryPath = await mkdtemp(join(tmpdir(), 'outis-scores-'));
  const setId = SetId.parse('ds_madeup01');
  try {
    const columns = tableOf(count);
    const rows = Int32Array.from({ length: count }, (_, row) => row);
    const info = SetInfo.parse({
      schema: 1,
      id: setId,
      name: 'made up',
      createdAt: '2026-01-01T00:00:00.000Z',
      counts: { identities: 1, samples: count, sizeBytes: 1 },
      state: 'complete',
      kind: 'syn',
      recipe: { identities: 1, samples: 1 },
      fingerprint: { generator: 'graphics', version: '1', assetsSha256: 'a', encoderSha256: 'b', sha256: 'c' },
    });
    const samples: ScoredSamples = { info, columns, rows, withoutConsent: 0, samplesSha256: hashOfRows(columns, rows) };
    for (const scorer of Object.keys(BATCH) as Scorer[]) await fill(libraryPath, setId, samples, scorer, say);
    const clock = performance.now();
    const table = await readScores(libraryPath, setId, { samples });
    const read = performance.now();
    const { identityIndex, sampleIndex } = columns.integers;
    const bytes = encodeScores({ identityIndex, sampleIndex, ...table, embeddings: null }, 'stream');
    say(`\n${count} samples: scores read in ${(read - clock).toFixed(0)} ms, encoded for the window in ${(performance.now() - read).toFixed(0)} ms (${(bytes.length / 1e6).toFixed(0)} MB)`); // prettier-ignore
    const before = performance.now();
    const embeddings = await openEmbeddingBytes(libraryPath, setId, FACE_API_JUDGE.key, { samples, keeps: false });
    let length = 0;
    for await (const piece of embeddings.pieces()) length += piece.length;
    say(`embeddings as bytes in ${(performance.now() - before).toFixed(0)} ms (${(length / 1e6).toFixed(0)} MB); memory of the process at its most ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`); // prettier-ignore
  } finally {
    await rm(libraryPath, { recursive: true, force: true });
  }
}

async function fill(
  libraryPath: string,
  setId: SetId,
  samples: ScoredSamples,
  scorer: Scorer,
  say: (line: string) => void,
): Promise<void> {
  const clock = performance.now();
  const batchSize = BATCH[scorer];
  const isJudged = scorer === 'judge' || scorer === 'relations';
  const jobId = JobId.parse('job_madeup01');
  const judge = isJudged ? FACE_API_JUDGE : null;
  const writer = await openScoreWriter({ libraryPath, setId, samples, scorer, judge, jobId, batchSize });
  const names = SCORE_COLUMNS.filter((column) => column.scorer === scorer).map(({ name }) => name);
  for (let batch = 0; batch < batchesOf(samples, batchSize); batch++) {
    const rows = rowsOfBatch(samples, batchSize, batch);
    const { identityIndex, sampleIndex } = samples.columns.integers;
    await writer.commit(batch, {
      identityIndex: identityIndex.slice(rows[0], (rows.at(-1) ?? 0) + 1),
      sampleIndex: sampleIndex.slice(rows[0], (rows.at(-1) ?? 0) + 1),
      reals: scorer === 'judge' ? new Map() : new Map(names.map((name) => [name, Float32Array.from(rows)])),
      integers: new Map(scorer === 'image' ? [['i.hashHigh', rows], ['i.hashLow', rows]] : []), // prettier-ignore
      embeddings: scorer === 'judge' ? { size: 128, values: new Float32Array(rows.length * 128).fill(0.0884) } : null,
    });
  }
  await writer.finish();
  say(`${scorer}: ${samples.rows.length} samples kept in ${((performance.now() - clock) / 1000).toFixed(1)} s`);
}
