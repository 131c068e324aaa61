import { join } from 'node:path';
import type { Command } from 'commander';
import { MAP_METHODS, MAX_MAP_SETS, type MapMethod } from '@shared/domain/maps';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId } from '../findByName';
import { runJob } from '../followJob';
import { integer, oneOf } from '../optionParsers';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly set: string;
  readonly with?: readonly string[];
  readonly method: MapMethod;
  readonly judge?: string;
  readonly seed: number;
  readonly neighbours: number;
  readonly landmarks: number;
}

/** `outis map`: lays the embeddings of scored sets out in a plane. */
export function addMapCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('map'))
    .description('lay the faces of scored sets out in a plane, alike beside alike')
    .requiredOption('--set <set>', 'name or id of a scored set')
    .option('--with <sets...>', `further sets on the same map, ${MAX_MAP_SETS} in all`)
    .option(
      '--method <method>',
      'umap keeps neighbours, mds distances (small sets), pca is the quick first picture',
      oneOf(MAP_METHODS),
      'umap',
    )
    .option('--judge <judge>', 'whose embeddings')
    .option('--seed <k>', 'another seed gives another, equally true picture', integer(0), 0)
    .option('--neighbours <n>', 'UMAP: how many neighbours pull at each face', integer(2, 100), 15)
    .option('--landmarks <n>', 'UMAP: fitted on at most this many faces', integer(50, 50_000), 8_000)
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const { method, judge, seed, neighbours, landmarks } = options;
        const sets = [];
        for (const name of [options.set, ...(options.with ?? [])]) sets.push(await findSetId(session, name));
        const own = judge === undefined ? {} : { judge };
        const job = await runJob(cli, session, { kind: 'map', sets, method, seed, neighbours, landmarks, ...own });
        const made = (await session.call('map.list', undefined)).find(({ info }) => info.jobId === job.id);
        const folder = made === undefined ? null : join(session.libraryPath, 'maps', made.info.id);
        const result = { jobId: job.id, durationMs: job.durationMs, folder, map: made?.info ?? null };
        cli.output.result('map', result, `${job.outcome.summary}: ${folder ?? 'removed since'}`);
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis map --library faces --set Syn_120_20',
    'outis map --library faces --set Syn_120_20 --with volunteers --seed 3',
    'outis map --library faces --set volunteers --method mds',
  );
}
