import { access } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Certificate, whatChanged } from '@shared/domain/certificate';
import { Failure } from '@shared/lib/failure';
import { readCertificateFile } from '../../storage/certificateStore';
import type { Cli } from '../cli';
import { runJob } from '../followJob';
import type { Session } from '../session';
import { type ProveOptions, saveCertificate } from './proveOptions';

/** `outis prove --check`: proves the same choice of samples again, and says whether the certificate still holds. */
export async function checkCertificate(
  cli: Cli,
  session: Session,
  options: ProveOptions,
  certificatePath: string,
): Promise<void> {
  const path = resolve(cli.cwd, certificatePath);
  const certified = await readCertificateFile(path);
  const exportDir = options.export === undefined ? await findExport(path, certified) : resolve(cli.cwd, options.export);
  const { samples, seed } = certified.check;
  const job = await runJob(cli, session, { kind: 'prove', exportDir, samples: samples === 0 ? 1 : samples, seed });
  const now = await session.call('run.certificate', job.id);
  if (now === null) throw new Failure({ code: 'internal', message: 'The proof left no certificate.', place: job.id });
  const changes = whatChanged(certified, now);
  const saved = await saveCertificate(cli, session, options, job.id);
  const holds = changes.length === 0;
  const verdict = holds
    ? `The certificate holds: ${certified.export.name} is as it was certified (${certified.result}).`
    : 'The certificate does not hold any more.';
  const text = [verdict, ...changes.map((change) => `  ${change}`), `  ${job.outcome.summary}`].join('\n');
  cli.output.result('prove', { holds, changes, certified, now, certificate: saved }, text, holds);
  if (!holds) cli.finishBadly();
}

/** The export that a certificate lies in, or beside. */
async function findExport(certificatePath: string, { export: { name } }: Certificate): Promise<string> {
  const folder = dirname(certificatePath);
  for (const candidate of [folder, join(folder, name)])
    if (await isThere(join(candidate, 'manifest.jsonl'))) return candidate;
  throw new Failure({
    code: 'invalid-input',
    message: `The export “${name}” does not lie beside its certificate.`,
    place: certificatePath,
    remedy: 'Add --export FOLDER.',
  });
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
