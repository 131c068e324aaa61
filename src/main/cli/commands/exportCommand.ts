import { resolve } from 'node:path';
import type { Command } from 'commander';
import { EXCHANGE_NAMES, exchangeFor, type Exchange } from '@shared/domain/exchangeRecipes';
import { EXPORT_FORMATS, EXPORT_NAMINGS } from '@shared/domain/exportFormat';
import type { ExportPart, ExportSpec } from '@shared/domain/jobs';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { exportChecked } from '../exportChecked';
import { findSetId } from '../findByName';
import { keepListOf, type KeptList } from '../keepListOf';
import { integer, oneOf } from '../optionParsers';
import type { Session } from '../session';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly syn?: string;
  readonly real?: string;
  readonly samples?: number;
  readonly identities?: number;
  readonly realSamples?: number;
  readonly realIdentities?: number;
  readonly name?: string;
  readonly into?: string;
  readonly allowFewer?: boolean;
  readonly seed: number;
  readonly pairsPerFold: number;
  readonly for?: (typeof EXCHANGE_NAMES)[number];
  readonly format?: Exchange['format'];
  readonly naming?: Exchange['naming'];
  readonly revision?: number;
  readonly realRevision?: number;
  readonly list?: string;
  readonly realList?: string;
  readonly unmarked?: string;
}

/** `outis export`: Syn_N_S, Real_N_S or Mix_N_S, by which sets are named. */
export function addExportCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('export'))
    .description('hand out Syn_N_S (--syn), Real_N_S (--real) or Mix (both), with pairs, manifest and papers')
    .option('--syn <set>', 'the synthetic set')
    .option('--real <set>', 'the consented set of real people')
    .option('--samples <s>', 'exactly S samples per identity; with a list, all of it when left out', integer(1))
    .option('--identities <n>', 'exactly N identities; all that have enough samples when left out', integer(1))
    .option('--real-samples <s>', 'S of the real part of a mix, where it differs', integer(1))
    .option('--real-identities <n>', 'N of the real part of a mix, where it differs', integer(1))
    .option(
      '--for <reader>',
      `who reads it, which chooses format and names: ${EXCHANGE_NAMES.join(', ')}`,
      oneOf(EXCHANGE_NAMES),
    )
    .option(
      '--format <format>',
      `how it lies on the disk, folder when left out: ${EXPORT_FORMATS.join(', ')}`,
      oneOf(EXPORT_FORMATS),
    )
    .option('--naming <naming>', `names of synthetic files: ${EXPORT_NAMINGS.join(', ')}`, oneOf(EXPORT_NAMINGS))
    .option('--revision <n>', 'decisions of the set up to this revision; all when left out', integer(0))
    .option('--real-revision <n>', 'as --revision, for the real part of a mix', integer(0))
    .option('--list <file>', 'a frozen list: only these samples; ids line by line, or ranges')
    .option('--real-list <file>', 'as --list, for the real part of a mix')
    .option('--unmarked <reason>', 'leave the origin out of the images; the reason stands in the log and the papers')
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
    'outis export --library faces --syn Syn_120_20 --samples 20 --for insightface',
    'outis export --library faces --syn Syn_120_20 --list picked.txt --revision 12 --format webdataset',
    'outis export --library faces --syn Syn_120_20 --real volunteers --samples 10 --allow-fewer --into ~/handout',
  );
}

async function specOf(cli: Cli, session: Session, options: Options): Promise<ExportSpec> {
  const { syn, real, identities, realIdentities } = options;
  const synPart =
    syn === undefined
      ? null
      : partOf(await findSetId(session, syn), {
          samples: options.samples,
          identities,
          revision: options.revision,
          list: await listOf(cli, session, syn, options.list),
        });
  // What is said without “real” counts for a real set that is alone.
  const isAlone = syn === undefined;
  const realPart =
    real === undefined
      ? null
      : partOf(await findSetId(session, real), {
          samples: options.realSamples ?? options.samples,
          identities: realIdentities ?? identities,
          revision: options.realRevision ?? (isAlone ? options.revision : undefined),
          list: await listOf(cli, session, real, options.realList ?? (isAlone ? options.list : undefined)),
        });
  const isListed = (synPart?.list ?? realPart?.list ?? null) !== null;
  return {
    kind: 'export',
    name: options.name ?? null,
    into: options.into === undefined ? null : resolve(cli.cwd, options.into),
    syn: synPart,
    real: realPart,
    allowFewer: options.allowFewer ?? (isListed && options.samples === undefined),
    seed: options.seed,
    pairsPerFold: options.pairsPerFold,
    ...exchange(options),
    unmarkedReason: options.unmarked ?? null,
    supersedes: null,
  };
}

/** What `--for` chooses, unless format or names are said as well. */
function exchange({ for: reader, format, naming }: Options): Exchange {
  const chosen = exchangeFor(reader ?? null, format ?? null);
  return naming === undefined ? chosen : { ...chosen, naming };
}

const listOf = async (cli: Cli, session: Session, set: string, file: string | undefined): Promise<KeptList | null> =>
  file === undefined ? null : keepListOf(session, await findSetId(session, set), resolve(cli.cwd, file));

function partOf(
  setId: SetId,
  asked: {
    readonly samples: number | undefined;
    readonly identities: number | undefined;
    readonly revision: number | undefined;
    readonly list: KeptList | null;
  },
): ExportPart {
  const samples = asked.samples ?? asked.list?.mostPerIdentity;
  if (samples === undefined)
    throw new Failure({
      code: 'invalid-input',
      message: 'How many samples of each identity are to go out?',
      place: '--samples',
      remedy: 'Add --samples S, or --list FILE to hand out a list.',
    });
  const { identities, revision, list } = asked;
  return { setId, identities: identities ?? null, samples, revision: revision ?? null, list: list?.ref ?? null };
}
