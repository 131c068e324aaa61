import { resolve } from 'node:path';
import type { Command } from 'commander';
import { builtInJudge, DEFAULT_JUDGE, fileJudgeKey, runJudgeKey } from '@shared/domain/judges';
import { SCORE_COLUMNS } from '@shared/domain/scores';
import { sha256OfFile } from '../../platform/hash';
import { ioFailure } from '../../platform/ioFailure';
import { readScores } from '../../storage/scores/readScores';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { findSetId, findTrainingRun } from '../findByName';
import { runJob } from '../followJob';
import { columnSummaries, scoreText } from '../scoreText';
import type { Session } from '../session';
import { withSession } from '../withSession';

interface Options {
  readonly library?: string;
  readonly set: string;
  readonly judge: string;
  readonly against?: readonly string[];
}

/** `outis score`: measures every sample of a set and holds it against the others. */
export function addScoreCommand(program: Command, cli: Cli): void {
  const command = withLibraryOption(program.command('score'))
    .description('score every sample of a set: picture, face, identity, duplicates, likeness to real people')
    .requiredOption('--set <set>', 'name or id of the set')
    .option('--judge <judge>', 'face-api, a training run of the library, or a .safetensors file', DEFAULT_JUDGE)
    .option('--against <sets...>', 'sets searched for real people and duplicates; every real set when left out')
    .action((options: Options) =>
      withSession(cli, options, async (session) => {
        const setId = await findSetId(session, options.set);
        const against =
          options.against === undefined
            ? null
            : await Promise.all(options.against.map((name) => findSetId(session, name)));
        const judge = await judgeOf(cli, session, options.judge);
        const job = await runJob(cli, session, { kind: 'score', setId, judge: judge.spec, against });
        const statuses = await session.call('score.status', { setId, judge: judge.key });
        const table = await readScores(session.libraryPath, setId, { judge: judge.key });
        const columns = columnSummaries(table, SCORE_COLUMNS);
        cli.output.result(
          'score',
          { jobId: job.id, durationMs: job.durationMs, statuses, columns },
          `${job.outcome.summary}\n${scoreText(statuses, columns)}`,
        );
      }),
    );
  withExamples(
    withJsonOption(command),
    'outis score --library faces --set Syn_120_20',
    'outis score --library faces --set Syn_120_20 --against volunteers',
    'outis score --library faces --set Syn_120_20 --judge first',
  );
}

interface NamedJudge {
  /** As the job takes it: a key, a run by its id, or an absolute path. */
  readonly spec: string;
  readonly key: string;
}

async function judgeOf(cli: Cli, session: Session, named: string): Promise<NamedJudge> {
  if (builtInJudge(named) !== null) return { spec: named, key: named };
  if (named.endsWith('.safetensors')) {
    const path = resolve(cli.cwd, named);
    return { spec: path, key: fileJudgeKey(await hashOf(path)) };
  }
  const runId = await findTrainingRun(session, named);
  return { spec: `run:${runId}`, key: runJudgeKey(runId) };
}

async function hashOf(path: string): Promise<string> {
  try {
    return await sha256OfFile(path);
  } catch (thrown) {
    throw ioFailure(thrown, 'read the weights of the judge', path);
  }
}
