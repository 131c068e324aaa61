import { loadavg } from 'node:os';
import { product, embeddingRows } from '../../src/main/engine/scoring/relations/embeddingRows';
import { relate } from '../../src/main/engine/scoring/relations/relate';
import type { Planted } from './plantedTable';

/** Rows whose nearest neighbour is looked up by brute force. */
const CHECKED = 200;

/** Times the whole of `relate` and holds its answers against what was planted and against brute force. */
export async function timeSearch({ table, pairs }: Planted): Promise<void> {
  const say = (line: string): boolean => process.stdout.write(`${line}\n`);
  const before = process.cpuUsage();
  const start = performance.now();
  let told = 0;
  const found = await relate(
    { own: table, against: [], samePersonFrom: 0.926, scores: new Map() },
    {
      onProgress: (done, total) => {
        if (done / total < told + 0.1) return;
        told += 0.1;
        process.stderr.write(`${(100 * (done / total)).toFixed(0)} % after ${seconds(start)} s\n`);
      },
    },
  );
  const used = process.cpuUsage(before);
  say(`samples                      ${table.count}`);
  say(`whole of relate              ${seconds(start)} s`);
  say(`processor time               ${((used.user + used.system) / 1e6).toFixed(1)} s`);
  say(`load of the machine after    ${loadavg()[0].toFixed(1)}`);
  say(`largest memory               ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

  const group = found.pointers.get('r.duplicate.group') ?? new Int32Array(0);
  const together = pairs.filter(([copy, original]) => group[copy] >= 0 && group[copy] === group[original]);
  const inPairs = new Set(pairs.flat());
  const strangers = [...group].filter((number, row) => number >= 0 && !inPairs.has(row));
  say(`copies found                 ${together.length} of ${pairs.length}, ${strangers.length} others grouped`);

  const rows = embeddingRows(table.embeddings, table.size);
  const cosines = found.numbers.get('duplicate.cosine') ?? new Float32Array(0);
  let right = 0;
  for (let i = 0; i < CHECKED; i++) {
    const row = Math.floor((i * table.count) / CHECKED);
    let best = -Infinity;
    for (let j = 0; j < rows.count; j++) if (j !== row) best = Math.max(best, product(rows, row, rows, j));
    if (Math.abs(best - cosines[row]) < 1e-5) right++;
  }
  say(`nearest of all by brute force ${right} of ${CHECKED} the same`);
}

const seconds = (start: number): string => ((performance.now() - start) / 1000).toFixed(1);
