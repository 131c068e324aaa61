import { resolve } from 'node:path';
import type { Command } from 'commander';
import { AuditReport } from '@shared/domain/audit/auditReport';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { runJob } from '../followJob';
import { integer } from '../optionParsers';
import { reportText } from '../reportText';
import type { Session } from '../session';
import { withAnySession } from '../withSession';

interface AuditOptions {
  readonly samples: number;
  readonly seed: number;
  readonly save?: string;
  readonly library?: string;
  readonly json?: boolean;
}

/** `outis audit`: checks every claim of an export. Needs the export; a library adds consent, withdrawals and the privacy report. */
export function addAuditCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('audit <export>'))
    .description('check an export that you do not trust: signature, bytes, labels, marks, consent today, proof')
    .option('--samples <k>', 'how many synthetic images to render again; 0 for none', integer(0), 20)
    .option('--seed <k>', 'decides which; choose one that the maker of the export did not know', integer(0), 0)
    .option('--save <folder>', 'write audit.json and audit.html there')
    .action((folder: string, options: AuditOptions) =>
      withAnySession(cli, options, (session) => audit(cli, session, resolve(cli.cwd, folder), options)),
    );
  withExamples(
    withJsonOption(command),
    'outis audit handout/Mix_160_20',
    'outis audit handout/Mix_160_20 --samples 200 --seed 8127 --save papers',
  );
}

async function audit(cli: Cli, session: Session, exportDir: string, options: AuditOptions): Promise<void> {
  const { samples, seed, save: folder } = options;
  const job = await runJob(cli, session, { kind: 'audit', exportDir, samples, seed });
  const report = AuditReport.parse(await session.call('run.report', job.id));
  const saved =
    folder === undefined
      ? null
      : await session.call('run.saveCertificate', { runId: job.id, folder: resolve(cli.cwd, folder) });
  const text = reportText(job.outcome.summary, report) + (saved === null ? '' : `\n  saved: ${saved}`);
  const holds = report.verdict !== 'failed';
  cli.output.result('audit', report, text, holds);
  if (!holds) cli.finishBadly();
}
