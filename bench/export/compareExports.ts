import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type ExportFormat, isFileFormat } from '../../src/shared/domain/exportFormat';
import { setDir } from '../../src/main/storage/libraryPaths';
import type { Exported } from './exportOnce';
import { makeSet } from './makeSet';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
}

function timed(command: string): Taken {
  const { status, stderr } = spawnSync('bash', ['-c', `TIMEFORMAT='%R %U %S'; time { ${command}; }`], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
  const [real = 0, user = 0, system = 0] = stderr.trim().split(' ').map(Number);
  return { seconds: real, cpuSeconds: user + system };
}

/** `cp -r` for formats of files, `tar` for packs; and the same with a hash of every file. */
async function yardsticks(format: ExportFormat, images: string, target: string): Promise<[Taken, Taken]> {
  const plain = isFileFormat(format)
    ? `cp -r ${images} ${target}`
    : `tar -cf ${target} -C ${images} . && sync ${target}`;
  const copied = timed(plain);
  await rm(target, { recursive: true });
  const checked = timed(`find ${images} -type f -print0 | xargs -0 sha256sum > ${target}.txt && ${plain}`);
  await rm(target, { recursive: true });
  return [copied, checked];
}

function exportInProcess(script: string, args: readonly string[]): Exported {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--once', ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the export failed: ${stderr}`);
  return JSON.parse(stdout) as Exported; // written by this very file
}

export interface Comparison {
  readonly identities: number;
  readonly samples: number;
  readonly rounds: number;
  readonly formats: readonly ExportFormat[];
  /** Folder in which all is done. */
  readonly parent: string;
  /** The bench itself, which is asked for one export at a time. */
  readonly script: string;
}

/** Measures every format in rounds and prints a table. */
export async function compareExports({ parent, ...comparison }: Comparison): Promise<void> {
  const root = await mkdtemp(join(parent, 'outis-bench-'));
  try {
    await compare({ ...comparison, root });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function compare(comparison: Omit<Comparison, 'parent'> & { readonly root: string }): Promise<void> {
  const { identities, samples, rounds, formats, root, script } = comparison;
  const library = join(root, 'library');
  const { setId, bytes } = await makeSet(library, identities, samples);
  const files = identities * samples;
  say(`${files} files, ${(bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, Node ${process.version}, in ${root}`);
  say(
    'format      round  plain [s]  with sha256sum  export  images   processor: plain/sha256sum/images/export   resident [MiB]  load',
  );
  for (const format of formats) {
    const ratios: number[] = [];
    const checkedRatios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const [plain, checked] = await yardsticks(format, join(setDir(library, setId), 'images'), join(root, 'copied'));
      const made = exportInProcess(script, [library, setId, String(samples), format]);
      ratios.push(plain.seconds / made.seconds);
      checkedRatios.push(checked.seconds / made.seconds);
      const columns = [
        format.padEnd(12),
        String(round + 1).padStart(4),
        plain.seconds.toFixed(2).padStart(10),
        checked.seconds.toFixed(2).padStart(15),
        made.seconds.toFixed(2).padStart(7),
        made.imagesSeconds.toFixed(2).padStart(7),
        [plain.cpuSeconds, checked.cpuSeconds, made.imagesCpuSeconds, made.cpuSeconds]
          .map((value) => value.toFixed(2))
          .join(' / ')
          .padStart(42),
        made.residentMiB.toFixed(0).padStart(15),
        (loadavg()[0] ?? 0).toFixed(1).padStart(6),
      ];
      say(columns.join(' '));
    }
    const wanted = isFileFormat(format) ? 'cp -r (wanted: at least 0.60)' : 'tar (wanted: at least 0.80)';
    say(
      `${format}: median ${median(ratios).toFixed(2)} of the speed of ${wanted}, ${median(checkedRatios).toFixed(2)} of it with sha256sum`,
    );
  }
}
