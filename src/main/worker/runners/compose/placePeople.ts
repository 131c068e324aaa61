import { type ComposeSpec, composedSetId } from '@shared/domain/compose';
import { GenerateRecipe } from '@shared/domain/generateRecipe';
import { MAX_IDENTITIES, type SetId } from '@shared/domain/ids';
import { type Composed, type GeneratorFingerprint, type SetInfo, type SynSetInfo } from '@shared/domain/setInfo';
import { Failure } from '@shared/lib/failure';
import type { JobPlace } from '../../../jobs/jobContext';
import { listBatches } from '../../../storage/sampleTable';
import { createSet, readSetInfo, updateSetInfo } from '../../../storage/setStore';
import { newSynSet } from '../newSynSet';

/** Where the people of a job have their place in the set. */
export interface PeoplesPlace {
  readonly setId: SetId;
  readonly recipe: GenerateRecipe;
  readonly batchIndex: number;
  readonly firstIdentity: number;
}

type ComposedSet = SynSetInfo & { readonly composed: Composed };

/**
 * Finds the place of the job's people, or gives them one: behind all who are there. A job that comes again finds the same; one that
 * was given up before its batch was there leaves its place to the next.
 * @throws Failure invalid-input (no set of hand-made people, not complete, too many), conflict (another generator), not-found
 */
export async function placePeople(
  spec: ComposeSpec,
  fingerprint: GeneratorFingerprint,
  { libraryPath, jobId }: JobPlace,
): Promise<PeoplesPlace> {
  const setId = composedSetId(spec, jobId);
  if (spec.into.type === 'new') await createSet(libraryPath, newSet(spec, spec.into, fingerprint, setId));
  const before = await readComposed(libraryPath, setId);
  checkGenerator(before, fingerprint);
  const { additions } = before.composed;
  const own = additions.findIndex((addition) => addition.jobId === jobId);
  const batchIndex = own >= 0 ? own : (await committedOf(before, libraryPath)).length;
  const kept = additions.slice(0, own >= 0 ? own + 1 : batchIndex);
  const firstIdentity = sumOf(kept.slice(0, batchIndex));
  if (own < 0) {
    if (spec.into.type === 'append' && before.state !== 'complete') throw unfinished(before);
    if (firstIdentity + spec.people.length > MAX_IDENTITIES) throw full(before);
    const added = { jobId, people: spec.people.length, samples: mostSamples(spec.people) };
    await change(libraryPath, setId, (set) => ({ ...set, composed: { ...set.composed, additions: [...kept, added] } }));
  }
  return { setId, recipe: before.recipe, batchIndex, firstIdentity };
}

/** Counts people and their samples again, after the batch of an addition is there. @throws Failure */
export async function countPeople(libraryPath: string, setId: SetId): Promise<void> {
  const set = await readComposed(libraryPath, setId);
  const additions = await committedOf(set, libraryPath);
  const people = sumOf(additions);
  const recipe = { ...set.recipe, identities: people, samples: mostSamples(additions) };
  await change(libraryPath, setId, (now) => ({ ...now, recipe, composed: { people, additions } }));
}

const sumOf = (additions: Composed['additions']): number => additions.reduce((sum, { people }) => sum + people, 0);

const mostSamples = (all: readonly { readonly samples: number }[]): number =>
  all.reduce((most, { samples }) => Math.max(most, samples), 1);

/** Additions whose batches are there. */
async function committedOf({ id, composed }: ComposedSet, libraryPath: string): Promise<Composed['additions']> {
  const batches = new Set(await listBatches(libraryPath, id));
  return composed.additions.filter((_, batch) => batches.has(batch));
}

const change = (libraryPath: string, setId: SetId, how: (set: ComposedSet) => ComposedSet): Promise<SetInfo> =>
  updateSetInfo(libraryPath, setId, (info) => how(mustBeComposed(info)));

const readComposed = async (libraryPath: string, setId: SetId): Promise<ComposedSet> =>
  mustBeComposed(await readSetInfo(libraryPath, setId));

function mustBeComposed(info: SetInfo): ComposedSet {
  if (info.kind === 'syn' && info.composed !== undefined) return { ...info, composed: info.composed };
  throw new Failure({
    code: 'invalid-input',
    message: `The people of “${info.name}” were not made by hand, and what it is made from would not tell the truth any more if somebody joined them.`,
    place: info.id,
    remedy: 'Name a set of hand-made people, or begin a new one.',
  });
}

function checkGenerator(set: ComposedSet, fingerprint: GeneratorFingerprint): void {
  if (set.fingerprint.sha256 === fingerprint.sha256) return;
  throw new Failure({
    code: 'conflict',
    message: `“${set.name}” was drawn by another version of the generator. One set never holds samples of two generators.`,
    place: set.id,
    remedy: 'Begin a new set, or use the version of the program that made it.',
  });
}

const unfinished = ({ id, name }: ComposedSet): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `“${name}” is not complete: the job that makes it has not ended.`,
    place: id,
    remedy: 'Resume that job first, or begin a new set.',
  });

const full = ({ id, name }: ComposedSet): Failure =>
  new Failure({
    code: 'invalid-input',
    message: `“${name}” would have more than ${MAX_IDENTITIES} identities.`,
    place: id,
    remedy: 'Begin a new set.',
  });

function newSet(
  { people, options }: ComposeSpec,
  { name, seed, crop, jpegQuality }: Extract<ComposeSpec['into'], { type: 'new' }>,
  fingerprint: GeneratorFingerprint,
  id: SetId,
): SynSetInfo {
  // Nobody was chosen and nothing is balanced; the numbers of samples differ from person to person.
  const recipe = GenerateRecipe.parse({
    identities: people.length,
    samples: mostSamples(people),
    ...{ seed, crop, jpegQuality, options, minimumDistance: { shape: 0 }, balance: 'drawn' },
  });
  return { ...newSynSet({ id, name, recipe, fingerprint }), composed: { people: 0, additions: [] } };
}
