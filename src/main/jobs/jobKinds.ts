import type { ComposeSpec } from '@shared/domain/compose';
import type { JobKind, JobSpec } from '@shared/domain/jobs';
import { assertNever } from '@shared/lib/assertNever';

/** Heavy jobs run one at a time: each wants all cores or the graphics card. The rest may run beside them. */
const isHeavy = (kind: JobKind): boolean => kind !== 'doctor' && kind !== 'place' && kind !== 'render';

/** Two light jobs of one kind wait for each other too: they would write to the same place. */
export const excludeEachOther = (a: JobKind, b: JobKind): boolean => a === b || (isHeavy(a) && isHeavy(b));

/** Kinds whose runner continues after what it committed; the others start again from nothing. */
export const isResumable = (kind: JobKind): boolean =>
  kind === 'generate' ||
  kind === 'twin' ||
  kind === 'compose' ||
  kind === 'import' ||
  kind === 'score' ||
  kind === 'export' ||
  kind === 'withdraw' ||
  kind === 'train';

/** Kinds whose results leave the house and are signed. */
export const isSigned = (kind: JobKind): boolean => SIGNED.has(kind);
const SIGNED: ReadonlySet<string> = new Set(['export', 'withdraw', 'prove', 'privacy']);

const composeTitle = ({ into, people }: ComposeSpec): string =>
  into.type === 'new' ? `Make ${into.name} of hand-made people` : `Add ${people.length} hand-made people`;

/** What a person calls this job in the tray and in the terminal. */
export function jobTitle(spec: JobSpec): string {
  switch (spec.kind) {
    case 'generate':
      return `Generate ${spec.name}`;
    case 'import':
      return `Import ${spec.name}`;
    case 'place':
      return `Place points in ${spec.path}`;
    case 'export':
      return spec.name === null ? 'Export' : `Export ${spec.name}`;
    case 'train':
      return `Train ${spec.name}`;
    case 'verify':
      return 'Verify a model';
    case 'prove':
      return 'Prove an export';
    case 'audit':
      return 'Audit an export';
    case 'render':
      return spec.samples.length === 1 ? 'Render a picture' : `Render ${spec.samples.length} pictures`;
    case 'compose':
      return composeTitle(spec);
    case 'twin':
      return `Make the twin ${spec.name}`;
    case 'score':
      return 'Compute scores';
    case 'map':
      return spec.sets.length === 1 ? 'Map of a set' : `Map of ${spec.sets.length} sets`;
    case 'card':
      return 'Quality card';
    case 'privacy':
      return 'Privacy report';
    case 'withdraw':
      return spec.scope.type === 'all' ? 'Withdraw a subject' : 'Withdraw purposes of a subject';
    case 'doctor':
      return 'Check this machine';
    default:
      return assertNever(spec);
  }
}
