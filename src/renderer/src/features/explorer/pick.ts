import { FullCoefficients, factorsOf } from '@shared/domain/coefficients';
import type { Coefficients } from '@shared/domain/coefficients';
import type { SampleFactors } from '@shared/graphics/factors';
import { Failure } from '@shared/lib/failure';
import type { ExplorerLink } from '../../client/preview/explorerLink';
import type { Description, Draw } from '../../client/preview/explorerProtocol';

/** Candidates that the dice reach; a number typed by hand may be any up to `MAX_CANDIDATE`. */
const DICE_CANDIDATES = 1_000_000;
export const MAX_CANDIDATE = 0xffff_ffff;

/** Which person the dice show: a number to note, from which the same person comes again. */
export function randomCandidate(): number {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1));
  return word % DICE_CANDIDATES;
}

/** Whom and what the generator draws there. @throws Failure of the worker */
export async function pick(link: ExplorerLink, draw: Draw): Promise<SampleFactors> {
  let factors: SampleFactors | undefined;
  await link.ask({ type: 'pick', draw }, (answer) => {
    if (answer.type === 'picked') factors = answer.factors;
  });
  return factors ?? missing();
}

/** What the panels need to know of the head model. @throws Failure of the worker */
export async function describe(link: ExplorerLink): Promise<Description> {
  let description: Description | undefined;
  await link.ask({ type: 'describe' }, (answer) => {
    if (answer.type === 'described') description = answer;
  });
  return description ?? missing();
}

/** Coefficients with what they leave out supposed from the head's shape. @throws Failure of the worker */
export async function wholeFactors(link: ExplorerLink, coefficients: Coefficients): Promise<SampleFactors> {
  const whole = FullCoefficients.safeParse(coefficients);
  if (whole.success) return factorsOf(whole.data);
  let factors: SampleFactors | undefined;
  await link.ask({ type: 'suppose', identity: Float32Array.from(coefficients.identity) }, (answer) => {
    if (answer.type !== 'supposed') return;
    const meshes = coefficients.meshes ?? { ...answer.meshes, scars: [...answer.meshes.scars] };
    factors = factorsOf({ ...coefficients, meshes, requested: coefficients.requested ?? answer.requested });
  });
  return factors ?? missing();
}

function missing(): never {
  throw new Failure({ code: 'internal', message: 'The drawing worker gave no answer.' });
}
