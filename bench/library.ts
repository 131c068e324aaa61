/**
 * What a person waits for: a decision until it is on the disk, and a large set until it is open.
 * `npm run bench -- library [samples] [folder]`
 */
import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleId } from '../src/shared/domain/ids';
import type { SampleRow } from '../src/shared/domain/sample';
import { SetInfo } from '../src/shared/domain/setInfo';
import { createCurationService } from '../src/main/services/curationService';
import { createTableCache } from '../src/main/services/tableCache';
import { newSetId } from '../src/main/platform/newId';
import { openLibrary } from '../src/main/storage/libraryFolder';
import { samplesDir } from '../src/main/storage/libraryPaths';
import { readSampleRows, readSamplesArrow, shardName } from '../src/main/storage/sampleTable';
import { encodeColumns } from '../src/main/storage/samples/arrowColumns';
import { columnsOf } from '../src/main/storage/samples/sampleColumns';
import { createSet } from '../src/main/storage/setStore';
import { openSetWriter } from '../src/main/storage/setWriter';

const samples = Number(process.argv[2] ?? 200_000);
const PER_BATCH = 256;
const PER_IDENTITY = 50;
const root = await mkdtemp(join(process.argv[3] ?? tmpdir(), 'outis-bench-'));
const library = join(root, 'library');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const value = await work();
  say(`${title.padEnd(52)} ${(performance.now() - from).toFixed(1).padStart(8)} ms`);
  return value;
}

function row(i: number): SampleRow {
  const [identity, sample] = [Math.floor(i / PER_IDENTITY), i % PER_IDENTITY];
  const name = String(identity + 1).padStart(5, '0');
  return {
    id: sampleId(identity, sample),
    identityIndex: identity,
    sampleIndex: sample,
    identityName: name,
    file: `images/${name}/${String(sample).padStart(4, '0')}.jpg`,
    sha256: i.toString(16).padStart(64, '0'),
    widthPx: 112,
    heightPx: 112,
    sizeBytes: 5000,
    partnerIndex: -1,
    weight: 1,
    source: '',
    numbers: { yawDeg: i % 91, pitchDeg: i % 31, age: i % 60, smile: 0.5, keyLight: 1, focus: 2 },
  };
}

try {
  const opened = await openLibrary(library);
  const setId = newSetId();
  const identities = Math.ceil(samples / PER_IDENTITY);
  const fingerprint = { generator: 'bench', version: '1', assetsSha256: '', encoderSha256: '', sha256: '' };
  const counts = { identities: 0, samples: 0, sizeBytes: 0 };
  await createSet(
    library,
    SetInfo.parse({
      schema: 1,
      id: setId,
      name: 'bench',
      createdAt: new Date().toISOString(),
      counts,
      state: 'partial',
      kind: 'syn',
      recipe: { identities, samples: PER_IDENTITY },
      fingerprint,
    }),
  );
  say(`${samples} samples, ${cpus().length} cores, Node ${process.version}`);
  await timed('write the table in batches of 256', async () => {
    for (let batch = 0; batch * PER_BATCH < samples; batch++) {
      const length = Math.min(PER_BATCH, samples - batch * PER_BATCH);
      const rows = Array.from({ length }, (_, i) => row(batch * PER_BATCH + i));
      await writeFile(join(samplesDir(library, setId), shardName(batch)), encodeColumns(columnsOf(rows), 'file'));
    }
  });
  await timed('rows from the batches', () => readSampleRows(library, setId));
  const writer = await openSetWriter(library, setId);
  await timed('finish: check, join, write the joined table', () => writer.finish());
  for (let round = 0; round < 3; round++) {
    await timed('rows from the joined table', () => readSampleRows(library, setId));
    await timed('Arrow stream for the window', () => readSamplesArrow(library, setId));
  }
  const tables = createTableCache(library);
  const curation = createCurationService(library, tables, null);
  await timed('first look at the decisions (opens the set)', () => curation.state(setId));
  const base = { setId, decision: 'exclude', reason: 'blurred', note: '', who: 'bench' } as const;
  const decide = (from: number, count: number) =>
    curation.decide({ ...base, samples: Array.from({ length: count }, (_, i) => row(from + i).id) });
  await decide(0, 1);
  const times: number[] = [];
  for (let i = 1; i <= 300; i++) {
    const from = performance.now();
    await decide(i % samples, 1);
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  say(`one decision, on the disk: median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(0.999)} ms (wanted: below 10)`);
  await timed('one decision on every sample', () => decide(0, samples));
  await timed('its undo', () => curation.undo({ setId, who: 'bench' }));
  await curation.close();
  const again = createCurationService(library, createTableCache(library), null);
  await timed('open the journal again', () => again.state(setId));
  await again.close();
  await opened.close();
} finally {
  await rm(root, { recursive: true, force: true });
}
