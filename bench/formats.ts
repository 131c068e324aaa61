/**
 * Opens one export of every format with the loaders its users have: `npm run bench -- formats [format …]`.
 * A small set with Identity Mixup is generated and exported by the program itself; Python's packages (bench/formats/requirements.txt) are
 * installed into .cache/formats-env the first time. Images, labels, soft labels and SHA-256 are compared with manifest.jsonl. Needs Python 3.10
 * or newer and a package index on the first run. Ends with 1 where a loader sees something else.
 */
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { EXPORT_FORMATS, type ExportFormat } from '../src/shared/domain/exportFormat';
import { checkWithLoaders, type Seen } from './formats/checkWithLoaders';
import { readyPython } from './formats/readyPython';
import { outis } from './transfer/outisCommand';

/** Pairs want twenty identities with two samples each that are not mixed. */
const IDENTITIES = 24;
const SAMPLES = 6;
const SET = 'loaders';
const Exported = z.object({ directory: z.string() });

const wanted = process.argv.slice(2);
const formats = EXPORT_FORMATS.filter((format) => wanted.length === 0 || wanted.includes(format));
const root = await mkdtemp(join(tmpdir(), 'outis-formats-'));
const library = join(root, 'library');
const cli = join(process.cwd(), 'out', 'main', 'cli.js');
const say = (line: string): boolean => process.stdout.write(`${line}\n`);

async function exportAs(format: ExportFormat): Promise<string> {
  // RecordIO is exported as its users do it, with pairs as .bin.
  const how = format === 'recordio' ? ['--for', 'insightface'] : ['--format', format];
  const into = ['--into', join(root, format), '--pairs-per-fold', '2'];
  const args = ['export', '--library', library, '--syn', SET, '--samples', String(SAMPLES), ...how, ...into];
  return Exported.parse(await outis(cli, [...args, '--json'])).directory;
}

function row({ loader, images, hasSoftLabels, differs, missing }: Seen, format: string): string {
  const seen = missing !== undefined ? `not installed: ${missing}` : differs === '' ? 'equal' : `NOT equal: ${differs}`;
  const what = images === null ? 'opens' : hasSoftLabels === true ? 'images, labels, soft labels' : 'images, labels';
  return `| ${format} | ${loader} | ${images ?? ''} | ${what} | ${images === null && seen === 'equal' ? 'valid' : seen} |`;
}

try {
  const python = await readyPython(say);
  const size = ['--identities', String(IDENTITIES), '--samples', String(SAMPLES), '--mixup', '30'];
  await outis(cli, ['set', 'generate', '--library', library, '--name', SET, ...size, '--json']);
  const lines: string[] = [];
  let isAllEqual = true;
  for (const format of formats) {
    const folder = await exportAs(format);
    say(`${format}: ${(await readdir(folder)).sort().join('  ')}`);
    for (const seen of await checkWithLoaders(python, format, folder, root)) {
      lines.push(row(seen, format));
      isAllEqual &&= seen.differs === '';
    }
  }
  say(`\n${IDENTITIES} identities of ${SAMPLES}, mixed; Node ${process.version}\n`);
  say('| format | loader | images | compared | with manifest.jsonl |\n| --- | --- | --- | --- | --- |');
  for (const line of lines) say(line);
  if (!isAllEqual) process.exitCode = 1;
} finally {
  await rm(root, { recursive: true, force: true });
}
