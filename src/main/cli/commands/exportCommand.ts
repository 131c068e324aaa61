import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ExportPart, ExportSpec } from '@shared/domain/jobs';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { exportChecked } from '../exportChecked';
import { findSetId } from '../findByName';
import { integer } from '../optionParsers';
import type { Session } from '../session';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly syn?: string;
  readonly real?: string;
  readonly samples: number;
  readonly identities?: number;
  readonly realSamples?: number;
  readonly realIdentities?: number;
  readonly name?: string;
  readonly into?: string;
  readonly allowFewer?: boolean;
  readonly seed: number;
  readonly pairsPerFold: number;
}

/** `outis export`: Syn_N_S, Real_N_S or Mix_N_S, by which sets are named. */
export function addExportCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('export'))
    .description('hand out Syn_N_S (--syn), Real_N_S (--real) or Mix (both): folders, pairs, manifest, dataset.json')
    .option('--syn <set>', 'the synthetic set')
    .option('--real <set>', 'the consented set of real people')
    .requiredOption('--samples <s>', 'exactly S samples per identity', integer(1))
    .option('--identities <n>', 'exactly N identities; all that have enough samples when left out', integer(1))
    .option('--real-samples <s>', 'S of the real part of a mix, where it differs', integer(1))
    .option('--real-identities <n>', 'N of the real part of a mix, where it differs', integer(1))
    .option('--name <name>', 'name of the export; computed when left out')
    .option('--into <folder>', 'folder that receives it; exports/ of the library when left out')
    .option('--allow-fewer', 'take identities with fewer samples too; they are counted in dataset.json')
    .option('--seed <k>', 'decides which samples and pairs are drawn', integer(0), 0)
    .option('--pairs-per-fold <n>', 'verification pairs per fold and kind; 0 for none', integer(0, 3000), 300)
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const { job, plan } = await exportChecked(cli, session, await specOf(cli, session, options));
        const text = `${job.outcome.summary}\n${job.outcome.exportDir ?? plan.directory}`;
        const result = { jobId: job.id, durationMs: job.durationMs, directory: job.outcome.exportDir, plan };
        cli.output.result('export', result, text);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis export --library faces --syn Syn_120_20 --samples 20',
    'outis export --library faces --syn Syn_120_20 --real volunteers --samples 10 --allow-fewer --into ~/handout',
  );
}

async function specOf(cli: Cli, session: Session, options: Options): Promise<ExportSpec> {
  const part = async (
    name: string | undefined,
    samples: number,
    identities: number | undefined,
  ): Promise<ExportPart | null> =>
    name === undefined ? null : { setId: await findSetId(session, name), samples, identities: identities ?? null, revision: null, list: null };
  const { samples, identities, realSamples, realIdentities } = options;
  return {
    kind: 'export',
    name: options.name ?? null,
    into: options.into === undefined ? null : resolve(cli.cwd, options.into),
    syn: await part(options.syn, samples, identities),
    real: await part(options.real, realSamples ?? samples, realIdentities ?? identities),
    allowFewer: options.allowFewer ?? false,
    seed: options.seed,
    pairsPerFold: options.pairsPerFold,
    format: 'folder',
    naming: 'auto',
    verificationBin: false,
    unmarkedReason: null,
    supersedes: null,
  };
}
