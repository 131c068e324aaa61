/**
 * How long a decision takes to be on the disk, what a million of them weigh, and how long they take to be known again.
 * `npm run bench -- deciding [samples] [folder]`
 */
import { mkdir, mkdtemp, open, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { CurationBoard } from '../src/renderer/src/client/curationBoard';
import { CurationView } from '../src/shared/contract/views';
import { keysOf, rangesOf } from '../src/shared/domain/curationSamples';
import type { SampleKeys } from '../src/shared/domain/curationSamples';
import { CurationLine } from '../src/shared/domain/curation';
import { sampleId } from '../src/shared/domain/ids';
import { Rng } from '../src/shared/lib/rng';
import { newSetId } from '../src/main/platform/newId';
import { createCurationService } from '../src/main/services/curationService';
import type { DecidableTable } from '../src/main/services/curationService';
import { FIRST_PREVIOUS, linkLines, type ChainBody } from '../src/main/storage/jsonlFile';
import { curationFile, setDir } from '../src/main/storage/libraryPaths';

const samples = Number(process.argv[2] ?? 1_000_000);
const PER_IDENTITY = 20;
const SINGLE = 2000;
const root = await mkdtemp(join(process.argv[3] ?? tmpdir(), 'outis-bench-'));
const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const tell = (title: string, value: string): boolean => say(`${title.padEnd(64)} ${value.padStart(14)}`);
setFlagsFromString('--expose_gc');
// The function that the flag makes; nothing else gives it.
const collect = runInNewContext('gc') as () => void;

const keyAt = (i: number): number => Math.floor(i / PER_IDENTITY) * 10_000 + (i % PER_IDENTITY);
const rowOf = (key: number): number => {
  const sample = key % 10_000;
  const row = Math.floor(key / 10_000) * PER_IDENTITY + sample;
  return sample < PER_IDENTITY && row < samples ? row : -1;
};
const table: DecidableTable = { columns: { count: samples }, rowOfKey: rowOf };
const tables = { get: () => Promise.resolve(table), having: () => Promise.resolve(table) };

async function timed<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const [from, cpu] = [performance.now(), process.cpuUsage()];
  const value = await work();
  const { user, system } = process.cpuUsage(cpu);
  tell(title, `${(performance.now() - from).toFixed(0)} ms`);
  tell('  processor time', `${((user + system) / 1000).toFixed(0)} ms`);
  return value;
}
/** What the disk and the waiting for a processor have of it: the same bytes written bare, flushed, and nothing done at all. */
async function tellDisk(): Promise<void> {
  const handle = await open(join(root, 'bare'), 'a');
  const line = `${'x'.repeat(300)}\n`;
  const turns = {
    'write a line': () => handle.appendFile(line),
    'flush it (fdatasync)': () => handle.datasync(),
    'ask the thread pool for nothing (fstat)': () => handle.stat(),
  };
  const spans = new Map(Object.keys(turns).map((name) => [name, [] as number[]]));
  for (let i = 0; i < SINGLE; i++)
    for (const [name, work] of Object.entries(turns)) {
      const from = performance.now();
      await work();
      spans.get(name)?.push(performance.now() - from);
    }
  await handle.close();
  for (const [name, all] of spans) {
    all.sort((a, b) => a - b);
    tell(`  for comparison: ${name}, median, 99 %`, `${atShare(all, 0.5)}, ${atShare(all, 0.99)}`);
  }
}
function memoryMb(): number {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}
const atShare = (sorted: readonly number[], share: number): string =>
  `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN).toFixed(2)} ms`;

try {
  say(
    `${samples.toLocaleString('en')} samples; ${cpus()[0]?.model ?? '?'}; load ${loadavg()
      .map((one) => one.toFixed(1))
      .join(' ')}`,
  );
  const setId = newSetId();
  await mkdir(setDir(root, setId), { recursive: true });
  const reopen = () => createCurationService(root, tables, null);
  let curation = reopen();
  const said = { setId, note: '', who: 'bench' };

  say('\none by one');
  await curation.state(setId);
  const each: number[] = [];
  const cpuBefore = process.cpuUsage();
  for (let i = 0; i < SINGLE; i++) {
    const from = performance.now();
    await curation.decide({
      ...said,
      samples: [sampleId(0, i % PER_IDENTITY)],
      decision: 'keep',
      reason: null,
      key: `bench-${10_000 + i}`,
    });
    each.push(performance.now() - from);
  }
  const cpuOfEach = process.cpuUsage(cpuBefore);
  each.sort((a, b) => a - b);
  tell(`decision on the disk, median of ${SINGLE}`, atShare(each, 0.5));
  tell('  99 %', atShare(each, 0.99));
  tell('  slowest', atShare(each, 1));
  tell('  processor time of one', `${((cpuOfEach.user + cpuOfEach.system) / 1000 / SINGLE).toFixed(2)} ms`);
  await tellDisk();

  say('\nall at once');
  const rng = new Rng(1);
  const all: SampleKeys = Float64Array.from({ length: samples }, (_unused, i) => keyAt(i));
  const half = all.filter(() => rng.uniform() < 0.5);
  const size = async (): Promise<number> => (await stat(curationFile(root, setId))).size;
  const lineOf = async (title: string, work: () => Promise<unknown>): Promise<void> => {
    const before = await size();
    await timed(title, work);
    tell('  line', `${(((await size()) - before) / 1000).toFixed(1)} kB`);
  };
  const decide = (keys: SampleKeys) =>
    curation.decide({ ...said, samples: rangesOf(keys), decision: 'exclude', reason: 'blurred' });
  await lineOf(`decide about all ${samples.toLocaleString('en')}`, () => decide(all));
  await lineOf(`decide about a random half (${half.length.toLocaleString('en')})`, () => decide(half));
  await lineOf('undo it', () => curation.undo({ setId, who: 'bench' }));
  await lineOf('redo it', () => curation.redo({ setId, who: 'bench' }));
  await curation.decide({ ...said, samples: rangesOf(half), decision: 'keep', reason: null });
  await curation.close();

  say('\nknown again');
  let before = memoryMb();
  curation = reopen();
  const view = await timed('read, check and fold these lines, and answer the window', () => curation.state(setId));
  tell('  memory of the program for them', `${(memoryMb() - before).toFixed(0)} MB`);
  const text = JSON.stringify(view);
  tell('  answer', `${(text.length / 1e6).toFixed(2)} MB`);
  before = memoryMb();
  const board = new CurationBoard();
  await timed('the window checks it and shows it', () => board.replace(CurationView.parse(JSON.parse(text))));
  tell('  memory of the window for it', `${(memoryMb() - before).toFixed(0)} MB`);
  await timed('the window shows one more decision about all', () => {
    board.show(1, { keys: all, decision: 'keep', reason: null });
    board.settle(1);
  });
  if (board.counts.kept !== half.length) throw new Error('The window counts otherwise than the journal.');
  if (keysOf(rangesOf(half)).length !== half.length) throw new Error('Ranges do not read back.');
  await curation.close();

  say(`\n${samples.toLocaleString('en')} lines of one sample each`);
  const own = newSetId();
  await mkdir(setDir(root, own), { recursive: true });
  const CHUNK = 50_000;
  let after = { revision: 0, hash: FIRST_PREVIOUS };
  for (let start = 0; start < samples; start += CHUNK) {
    const bodies = Array.from<unknown, ChainBody<CurationLine>>(
      { length: Math.min(CHUNK, samples - start) },
      (_unused, i) => {
        const at = start + i;
        const id = sampleId(Math.floor(at / PER_IDENTITY), at % PER_IDENTITY);
        return {
          action: 'decide',
          decision: 'keep',
          samples: [id],
          reason: null,
          note: '',
          who: 'bench',
          key: `bench-${10_000_000 + at}`,
        };
      },
    );
    const linked = linkLines<CurationLine>(bodies, CurationLine, after, '2026-01-01T00:00:00.000Z');
    after = { revision: after.revision + bodies.length, hash: linked.lastHash };
    await writeFile(curationFile(root, own), `${linked.texts.join('\n')}\n`, { flag: 'a' });
  }
  tell('  file', `${((await stat(curationFile(root, own))).size / 1e6).toFixed(0)} MB`);
  before = memoryMb();
  curation = reopen();
  await timed('read, check and fold them, and answer the window', () => curation.state(own));
  tell('  memory of the program for them', `${(memoryMb() - before).toFixed(0)} MB`);
  await curation.close();
} finally {
  await rm(root, { recursive: true, force: true });
}
