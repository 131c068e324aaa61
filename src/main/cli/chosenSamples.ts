import { parseRule, rowsOfRule, ruleText } from '@shared/domain/curationRule';
import { keyOfSample, sortedKeys } from '@shared/domain/curationSamples';
import type { SampleKeys } from '@shared/domain/curationSamples';
import { MAX_SAMPLES_PER_IDENTITY, SampleId } from '@shared/domain/ids';
import type { SetId } from '@shared/domain/ids';
import { Failure } from '@shared/lib/failure';
import { readScores } from '../storage/scores/readScores';
import { readSampleTable } from '../storage/sampleTable';
import { readIdentities } from './readIdentities';
import type { Session } from './session';

export interface SampleChoice {
  readonly samples?: readonly string[];
  readonly identities?: readonly string[];
  /** A rule over scores and the set's own numbers. */
  readonly where?: string;
}

export interface ChosenSamples {
  /** Rising. */
  readonly keys: SampleKeys;
  /** The rule as it goes into the journal, or null. */
  readonly rule: string | null;
}

/** @throws Failure invalid-input for an id or a rule that is not understood; not-found for an identity */
export async function chosenSamples(session: Session, setId: SetId, choice: SampleChoice): Promise<ChosenSamples> {
  const ids: SampleId[] = (choice.samples ?? []).map(parseSampleId);
  if (choice.identities !== undefined)
    ids.push(...(await readIdentities(session.libraryPath, setId, choice.identities)));
  const named = sortedKeys(Float64Array.from(ids, keyOfSample));
  if (choice.where === undefined) return { keys: named, rule: null };
  const rule = parseRule(choice.where);
  const matching = await keysOfRule(session, setId, rule);
  // Named samples narrow the rule down.
  const keys = named.length === 0 ? matching : matching.filter((key) => named.includes(key));
  return { keys, rule: ruleText(rule) };
}

async function keysOfRule(session: Session, setId: SetId, rule: ReturnType<typeof parseRule>): Promise<SampleKeys> {
  const { columns } = await readSampleTable(session.libraryPath, setId);
  const needsScores = rule.clauses.some(({ column }) => !columns.numbers.has(column));
  const scores = needsScores ? (await readScores(session.libraryPath, setId)).reals : null;
  const rows = rowsOfRule(rule, columns.count, (name) => scores?.get(name) ?? columns.numbers.get(name));
  const { identityIndex, sampleIndex } = columns.integers;
  return Float64Array.from(
    rows,
    (row) => (identityIndex[row] ?? 0) * MAX_SAMPLES_PER_IDENTITY + (sampleIndex[row] ?? 0),
  ).sort();
}

export function parseSampleId(text: string): SampleId {
  const parsed = SampleId.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new Failure({
    code: 'invalid-input',
    message: `“${text}” is not a sample id.`,
    place: '--samples',
    remedy: 'A sample id looks like i000012s0003.',
  });
}
