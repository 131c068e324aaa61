import type { JobId } from '@shared/domain/ids';
import { SetId } from '@shared/domain/ids';
import type { JobSpecInput } from '@shared/domain/jobs';
import type { RunReport } from '@shared/domain/report';
import type { PlanStep, RunPlan } from '@shared/domain/runPlan';
import type { Cli } from '../cli';
import { exportChecked } from '../exportChecked';
import { resumeJob, runJob } from '../followJob';
import type { FinishedJob } from '../followJob';
import { reportText } from '../reportText';
import type { Session } from '../session';
import { durationText } from '../texts';
import { isStillGood, jobsLike, otherGenerator } from './earlierJob';
import { PlanMemory } from './planMemory';
import { stepSpec } from './stepSpec';

export interface StepResult {
  readonly do: PlanStep['do'];
  readonly title: string;
  /** `skipped`: an earlier run of the plan had already done it. */
  readonly status: 'done' | 'resumed' | 'skipped';
  readonly jobId: JobId;
  readonly durationMs: number | null;
  readonly outcome: FinishedJob['outcome'];
  readonly report: RunReport | null;
}

export interface PlanOptions {
  readonly recipeDir: string;
  readonly workers: number | null;
}

/** Does a plan step by step; what an earlier run of it in this library has done is not done again. */
export async function runPlanSteps(
  cli: Cli,
  session: Session,
  plan: RunPlan,
  options: PlanOptions,
): Promise<StepResult[]> {
  const memory = new PlanMemory();
  const results: StepResult[] = [];
  for (const [index, step] of plan.steps.entries()) {
    const spec = stepSpec(step, memory, options.recipeDir, options.workers);
    const { job, status } = await doOnce(cli, session, spec);
    remember(step, job, memory);
    const report = await session.call('run.report', job.id);
    results.push({
      do: step.do,
      title: job.title,
      status,
      jobId: job.id,
      durationMs: job.durationMs,
      outcome: job.outcome,
      report,
    });
    const time =
      status === 'skipped' || job.durationMs === null ? status : `${status} in ${durationText(job.durationMs)}`;
    cli.output.note(
      `[${index + 1}/${plan.steps.length}] ${step.do}, ${time}: ${reportText(job.outcome.summary, report)}`,
    );
  }
  return results;
}

type Done = { readonly job: FinishedJob; readonly status: StepResult['status'] };

async function doOnce(cli: Cli, session: Session, spec: JobSpecInput): Promise<Done> {
  for (const record of await jobsLike(session, spec)) {
    const { state, id, title } = record;
    const other = await otherGenerator(session, record);
    if (other !== null) {
      cli.output.note(`“${title}” is made again: ${other}`);
      continue;
    }
    if (state.status === 'succeeded' && (await isStillGood(session, record, state.outcome))) {
      return { job: { id, title, outcome: state.outcome, durationMs: null }, status: 'skipped' };
    }
    if ('resumable' in state && state.resumable) return { job: await resumeJob(cli, session, id), status: 'resumed' };
  }
  const job = spec.kind === 'export' ? (await exportChecked(cli, session, spec)).job : await runJob(cli, session, spec);
  return { job, status: 'done' };
}

function remember(step: PlanStep, job: FinishedJob, memory: PlanMemory): void {
  const { setId, exportDir } = job.outcome;
  if ((step.do === 'generate' || step.do === 'import') && setId !== null) memory.keepSet(step.name, SetId.parse(setId));
  if (step.do === 'train') memory.keepRun(step.name, job.id);
  if (step.do === 'export' && exportDir !== null) memory.keepExport(step.name, exportDir);
}
