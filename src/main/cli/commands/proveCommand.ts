import { resolve } from 'node:path';
import type { Command } from 'commander';
import { ProveReport } from '@shared/domain/report';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { integer } from '../optionParsers';
import { reportText } from '../reportText';
import type { Session } from '../session';
import { withAnySession } from '../withSession';
import { checkCertificate } from './checkCertificate';
import { type ProveOptions, saveCertificate } from './proveOptions';

/** `outis prove`: renders samples of an export again and compares bytes. Needs nothing but the export. */
export function addProveCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('prove'))
    .description('prove that an export is synthetic: render samples again from its manifest and compare bytes')
    .option('--export <folder>', 'an export, with its manifest.jsonl and dataset.json')
    .option('--samples <k>', 'how many samples to render again', integer(1), 50)
    .option('--all', 'render every synthetic sample again')
    .option(
      '--seed <k>',
      'decides which samples are drawn; choose one that the maker of the export did not know',
      integer(0),
      0,
    )
    .option('--certificate <folder>', 'write certificate.json and certificate.html there')
    .option('--check <certificate>', 'do again what a certificate says, on the same choice of samples')
    .action((options: ProveOptions) =>
      withAnySession(cli, options, async (session) => {
        if (options.check === undefined) await prove(cli, session, options);
        else await checkCertificate(cli, session, options, options.check);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis prove --export faces/exports/Syn_120_20 --certificate papers',
    'outis prove --export handout/Mix_120_20_40_10 --all --json',
    'outis prove --check papers/certificate.json --export faces/exports/Syn_120_20',
  );
}

async function prove(cli: Cli, session: Session, options: ProveOptions): Promise<void> {
  const job = await runJob(cli, session, {
    kind: 'prove',
    exportDir: resolve(cli.cwd, exportOf(options)),
    samples: options.all === true ? null : options.samples,
    seed: options.seed,
  });
  const report = ProveReport.parse(await session.call('run.report', job.id));
  const saved = await saveCertificate(cli, session, options, job.id);
  const text = reportText(job.outcome.summary, report) + (saved === null ? '' : `\n  certificate: ${saved}`);
  const isProven = report.verdict === 'proven';
  cli.output.result('prove', saved === null ? report : { ...report, certificate: saved }, text, isProven);
  if (!isProven) cli.finishBadly();
}

function exportOf({ export: folder }: ProveOptions): string {
  if (folder !== undefined) return folder;
  throw new Failure({
    code: 'invalid-input',
    message: 'No export is named.',
    place: '--export',
    remedy: 'Add --export FOLDER; or --check CERTIFICATE with a certificate that lies beside its export.',
  });
}
