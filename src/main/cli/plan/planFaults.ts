import type { PlanStep, RunPlan } from '@shared/domain/runPlan';
import { assertNever } from '@shared/lib/assertNever';

interface Known {
  /** Sets made by earlier steps: name → what made it. */
  readonly sets: Map<string, Extract<PlanStep, { do: 'generate' | 'import' }>>;
  readonly runs: Map<string, Extract<PlanStep, { do: 'train' }>>;
  readonly exports: Set<string>;
  exportCount: number;
}

/**
 * What contradicts itself in a plan, found before its first job runs: names used before they exist or twice, parts of the wrong
 * origin, more identities than there are. Each line begins with the key's path.
 */
export function planFaults(plan: RunPlan): string[] {
  const known: Known = { sets: new Map(), runs: new Map(), exports: new Set(), exportCount: 0 };
  return plan.steps.flatMap((step, index) => [
    ...unfilled(step, index),
    ...stepFaults(step, known).map(([key, text]) => `steps[${index}].${key}: ${text}`),
  ]);
}

type Fault = readonly [key: string, text: string];

function unfilled(step: PlanStep, index: number): string[] {
  const name = /\{([a-z][a-zA-Z0-9]*)\}/.exec(JSON.stringify(step))?.[1];
  return name === undefined ? [] : [`steps[${index}]: uses {${name}}, which “inputs” does not declare`];
}

function stepFaults(step: PlanStep, known: Known): Fault[] {
  switch (step.do) {
    case 'generate':
    case 'import': {
      const isTwice = known.sets.has(step.name);
      known.sets.set(step.name, step);
      return isTwice ? [['name', `an earlier step already makes a set “${step.name}”`]] : [];
    }
    case 'export':
      return exportFaults(step, known);
    case 'train':
      return trainFaults(step, known);
    case 'verify':
      return verifyFaults(step, known);
    case 'score':
      return [step.set, ...(step.against ?? [])].flatMap((name, i): Fault[] =>
        known.sets.has(name) ? [] : [[i === 0 ? 'set' : `against[${i - 1}]`, `no earlier step makes a set “${name}”`]],
      );
    case 'card':
      return known.sets.has(step.set) ? [] : [['set', `no earlier step makes a set “${step.set}”`]];
    case 'prove':
      if (known.exportCount === 0) return [['do', 'no earlier step exports anything that could be proven']];
      return step.export !== null && !known.exports.has(step.export)
        ? [['export', `no earlier step makes an export “${step.export}”`]]
        : [];
    default:
      return assertNever(step);
  }
}

function exportFaults(step: Extract<PlanStep, { do: 'export' }>, known: Known): Fault[] {
  known.exportCount++;
  if (step.name !== null) known.exports.add(step.name);
  if (step.syn === null && step.real === null) return [['syn', 'name a synthetic set, a real set, or both']];
  return (['syn', 'real'] as const).flatMap((side): Fault[] => {
    const part = step[side];
    if (part === null) return [];
    const made = known.sets.get(part.set);
    if (made === undefined) return [[`${side}.set`, `no earlier step makes a set “${part.set}”`]];
    if ((made.do === 'generate') !== (side === 'syn')) {
      return [[`${side}.set`, `“${part.set}” is ${side === 'syn' ? 'a real' : 'a synthetic'} set`]];
    }
    return made.do === 'generate' ? tooMany(side, part, made.recipe) : [];
  });
}

function tooMany(
  side: string,
  part: { readonly identities: number | null; readonly samples: number },
  recipe: { readonly identities: number; readonly samples: number },
): Fault[] {
  const faults: Fault[] = [];
  if (part.samples > recipe.samples)
    faults.push([`${side}.samples`, `the set has ${recipe.samples} per identity, not ${part.samples}`]);
  if ((part.identities ?? 0) > recipe.identities) {
    faults.push([`${side}.identities`, `the set has ${recipe.identities}, not ${String(part.identities)}`]);
  }
  return faults;
}

function trainFaults(step: Extract<PlanStep, { do: 'train' }>, known: Known): Fault[] {
  const isTwice = known.runs.has(step.name);
  known.runs.set(step.name, step);
  const faults: Fault[] = isTwice ? [['name', `an earlier step already trains “${step.name}”`]] : [];
  step.sets.forEach((set, index) => {
    if (!known.sets.has(set)) faults.push([`sets[${index}]`, `no earlier step makes a set “${set}”`]);
  });
  const made = step.sets.map((set) => known.sets.get(set));
  const synIdentities = made.reduce((sum, set) => sum + (set?.do === 'generate' ? set.recipe.identities : 0), 0);
  const isSynOnly = made.every((set) => set?.do === 'generate');
  if (isSynOnly && step.heldOutIdentities > synIdentities - 2) {
    faults.push(['heldOutIdentities', `${synIdentities} identities are made; at least 2 must remain to train on`]);
  }
  return faults;
}

function verifyFaults(step: Extract<PlanStep, { do: 'verify' }>, known: Known): Fault[] {
  const run = known.runs.get(step.run);
  if (run === undefined) return [['run', `no earlier step trains “${step.run}”`]];
  if (step.on === 'held-out') {
    return run.heldOutIdentities < 2
      ? [['on', `“${step.run}” keeps no identities out of training (heldOutIdentities)`]]
      : [];
  }
  if ('set' in step.on && !known.sets.has(step.on.set))
    return [['on.set', `no earlier step makes a set “${step.on.set}”`]];
  return [];
}
