import { resolve } from 'node:path';
import { exchangeFor } from '@shared/domain/exchangeRecipes';
import type { JobSpecInput } from '@shared/domain/jobs';
import type { PlanStep } from '@shared/domain/runPlan';
import { assertNever } from '@shared/lib/assertNever';
import type { PlanMemory } from './planMemory';

/** A step as the job that does it: names become ids, paths relative to the recipe become absolute. */
export function stepSpec(step: PlanStep, memory: PlanMemory, recipeDir: string, workers: number | null): JobSpecInput {
  switch (step.do) {
    case 'generate':
      return { kind: 'generate', name: step.name, recipe: step.recipe, workers };
    case 'import':
      return {
        kind: 'import',
        name: step.name,
        folder: resolve(recipeDir, step.from),
        consentFile: step.consent === null ? null : resolve(recipeDir, step.consent),
      };
    case 'export': {
      const part = (side: typeof step.syn) =>
        side === null ? null : { setId: memory.set(side.set), identities: side.identities, samples: side.samples };
      return {
        kind: 'export',
        name: step.name,
        syn: part(step.syn),
        real: part(step.real),
        allowFewer: step.allowFewer,
        ...exchangeFor(step.for, step.format),
      };
    }
    case 'train':
      return {
        kind: 'train',
        name: step.name,
        sets: step.sets.map((name) => memory.set(name)),
        heldOutIdentities: step.heldOutIdentities,
        training: step.training,
      };
    case 'verify':
      return { kind: 'verify', runId: memory.run(step.run), source: verifySource(step.on, memory, recipeDir) };
    case 'score':
      return {
        kind: 'score',
        setId: memory.set(step.set),
        against: step.against?.map((name) => memory.set(name)) ?? null,
      };
    case 'card':
      return { kind: 'card', setId: memory.set(step.set) };
    case 'prove':
      return { kind: 'prove', exportDir: memory.exportDir(step.export), samples: step.samples };
    default:
      return assertNever(step);
  }
}

function verifySource(
  on: Extract<PlanStep, { do: 'verify' }>['on'],
  memory: PlanMemory,
  recipeDir: string,
): Extract<JobSpecInput, { kind: 'verify' }>['source'] {
  if (on === 'held-out') return { type: 'held-out' };
  if ('set' in on) return { type: 'set', setId: memory.set(on.set) };
  return {
    type: 'folder',
    images: resolve(recipeDir, on.images),
    pairs: resolve(recipeDir, on.pairs),
    align: on.align,
  };
}
