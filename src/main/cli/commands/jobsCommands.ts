import type { Command } from 'commander';
import { JobId } from '@shared/domain/ids';
import { isEnded } from '@shared/domain/jobState';
import { Failure } from '@shared/lib/failure';
import type { Cli } from '../cli';
import { withExamples, withJsonOption, withLibraryOption } from '../commandSetUp';
import { resumeJob } from '../followJob';
import { parseInput } from '../parseInput';
import { tableText } from '../texts';
import type { LibraryOption } from '../withSession';
import { withSession } from '../withSession';

/** `jobs list` and `jobs resume`. */
export function addJobsCommands(program: Command, cli: Cli): void {
  const jobs = program.command('jobs').description('look at the jobs of a library, and resume one');

  const list = withLibraryOption(jobs.command('list'))
    .description('list jobs, newest first')
    .action((options: LibraryOption) =>
      withSession(cli, { ...options, readOnly: true }, async (session) => {
        const records = await session.call('job.list', undefined);
        const rows = records.map(({ id, title, state, createdAt }) => [
          id,
          state.status,
          'resumable' in state && state.resumable ? 'resumable' : '',
          createdAt,
          title,
        ]);
        const text = rows.length === 0 ? 'No jobs.' : tableText(['id', 'status', '', 'created', 'title'], rows);
        cli.output.result('jobs list', records, text);
      }),
    );
  withExamples(withJsonOption(list), 'outis jobs list --library faces');

  const resume = withLibraryOption(jobs.command('resume'))
    .argument('<job>', 'id of a cancelled, failed or interrupted job')
    .description('continue a job where it stopped, with the same result')
    .action((id: string, options: LibraryOption) =>
      withSession(cli, options, async (session) => {
        const jobId = parseInput(JobId, id, 'outis jobs resume', '`outis jobs list` shows the ids.');
        const { record } = await session.call('job.snapshot', jobId);
        if (!isEnded(record.state) || record.state.status === 'succeeded') {
          throw new Failure({
            code: 'conflict',
            message: `“${record.title}” is ${record.state.status}.`,
            place: jobId,
            remedy: 'Only cancelled, failed and interrupted jobs can be resumed; `outis jobs list` shows them.',
          });
        }
        const job = await resumeJob(cli, session, jobId);
        cli.output.result('jobs resume', job, job.outcome.summary);
      }),
    );
  withExamples(withJsonOption(resume), 'outis jobs resume job_ab12cd34 --library faces');
}
