import { RunPlan } from '@shared/domain/runPlan';
import { Failure } from '@shared/lib/failure';
import { parseInput } from '../parseInput';
import { readJson } from '../readJson';
import { planFaults } from './planFaults';

const REMEDY = 'Correct these keys in the recipe; docs/terminal.md lists what a recipe may hold.';

/**
 * Reads the recipe of `outis run` and puts the person's inputs in place.
 * @throws Failure not-found, invalid-input naming file and key paths
 */
export async function readPlan(path: string, inputs: Readonly<Record<string, string>>): Promise<RunPlan> {
  const plan = parseInput(RunPlan, await readJson(path), path, REMEDY);
  checkInputs(plan, inputs, path);
  const filled = parseInput(RunPlan, fillIn(plan, inputs), path, REMEDY);
  const faults = planFaults(filled);
  if (faults.length === 0) return filled;
  throw new Failure({
    code: 'invalid-input',
    message:
      faults.length === 1
        ? (faults[0] ?? '')
        : `${faults.length} faults:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    place: path,
    remedy: REMEDY,
  });
}

function checkInputs(plan: RunPlan, given: Readonly<Record<string, string>>, path: string): void {
  const missing = Object.keys(plan.inputs).filter((name) => given[name] === undefined);
  if (missing.length > 0) {
    throw new Failure({
      code: 'invalid-input',
      message: `The recipe asks for: ${missing.map((name) => `${name} (${plan.inputs[name] ?? ''})`).join(', ')}.`,
      place: `${path}: inputs`,
      remedy: `Add ${missing.map((name) => `--input ${name}=…`).join(' ')}.`,
    });
  }
  const surplus = Object.keys(given).filter((name) => plan.inputs[name] === undefined);
  if (surplus.length > 0) {
    const known = Object.keys(plan.inputs);
    throw new Failure({
      code: 'invalid-input',
      message: `The recipe has no input ${surplus.map((name) => `“${name}”`).join(', ')}.`,
      place: '--input',
      remedy: known.length === 0 ? 'It asks for none.' : `It asks for: ${known.join(', ')}.`,
    });
  }
}

/** `{name}` in the steps' texts, replaced; texts that a person reads (title, inputs) stay. */
function fillIn(plan: RunPlan, inputs: Readonly<Record<string, string>>): unknown {
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string')
      return value.replace(/\{([a-z][a-zA-Z0-9]*)\}/g, (whole, name: string) => inputs[name] ?? whole);
    if (Array.isArray(value)) return value.map(fill);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]));
    }
    return value;
  };
  return { ...plan, steps: fill(plan.steps) };
}
