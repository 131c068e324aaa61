import type { JobKind, JobSpec } from '@shared/domain/jobs';
import type { JobOutcome } from '@shared/domain/jobState';
import { assertNever } from '@shared/lib/assertNever';
import type { JobContext, JobPlace, Runner } from '../jobs/jobContext';

export type SpecOf<K extends JobKind> = Extract<JobSpec, { readonly kind: K }>;

/** One loader per kind: a job loads the code of its own runner only, so drawing faces never loads TensorFlow. */
export type RunnerTable = { readonly [K in JobKind]: () => Promise<Runner<SpecOf<K>>> };

/** Loads and runs the runner of the spec's kind. */
export async function runJob(
  table: RunnerTable,
  spec: JobSpec,
  context: JobContext,
  place: JobPlace,
): Promise<JobOutcome> {
  switch (spec.kind) {
    case 'generate':
      return (await table.generate())(spec, context, place);
    case 'import':
      return (await table.import())(spec, context, place);
    case 'place':
      return (await table.place())(spec, context, place);
    case 'export':
      return (await table.export())(spec, context, place);
    case 'train':
      return (await table.train())(spec, context, place);
    case 'verify':
      return (await table.verify())(spec, context, place);
    case 'prove':
      return (await table.prove())(spec, context, place);
    case 'render':
      return (await table.render())(spec, context, place);
    case 'compose':
      return (await table.compose())(spec, context, place);
    case 'twin':
      return (await table.twin())(spec, context, place);
    case 'score':
      return (await table.score())(spec, context, place);
    case 'map':
      return (await table.map())(spec, context, place);
    case 'card':
      return (await table.card())(spec, context, place);
    case 'audit':
      return (await table.audit())(spec, context, place);
    case 'privacy':
      return (await table.privacy())(spec, context, place);
    case 'withdraw':
      return (await table.withdraw())(spec, context, place);
    case 'doctor':
      return (await table.doctor())(spec, context, place);
    default:
      return assertNever(spec);
  }
}
