import type { ExportPlan } from '@shared/contract/views';
import type { JobSpecInput } from '@shared/domain/jobs';
import { Failure } from '@shared/lib/failure';
import type { Cli } from './cli';
import { runJob } from './followJob';
import type { FinishedJob } from './followJob';
import type { Session } from './session';

type ExportInput = Extract<JobSpecInput, { kind: 'export' }>;

/**
 * Works out what would go out, says what a person must read, and only then exports.
 * @throws Failure of the first thing that stands against it (invalid-input, conflict, no-consent, disk-full), before anything is written
 */
export async function exportChecked(
  cli: Cli,
  session: Session,
  spec: ExportInput,
): Promise<{ readonly job: FinishedJob; readonly plan: ExportPlan }> {
  const plan = await session.call('export.plan', spec);
  for (const { blocking, text, remedy } of plan.problems)
    if (!blocking) cli.output.note(`note: ${text} ${remedy}`.trimEnd());
  // The window shows every check; here only what ends or has ended, because it is about people.
  for (const { what, state, text } of plan.checks)
    if (what === 'consent' && state === 'note') cli.output.note(`note: ${text}.`);
  const blocking = plan.problems.filter((problem) => problem.blocking);
  const [first] = blocking;
  if (first !== undefined) {
    throw new Failure({
      code: first.code,
      message: blocking.map(({ text }) => text).join(' '),
      place: plan.directory,
      remedy: blocking.map(({ remedy }) => remedy).join(' '),
    });
  }
  return { job: await runJob(cli, session, spec), plan };
}
