import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { type IdentityFactors, mixIdentities, sampleIdentity, sampleShot } from '@shared/graphics/factors';
import type { HeadModel } from '@shared/graphics/headModel';
import { drawMixup } from '@shared/graphics/identityMixup';
import { buildIdentity, type BuiltIdentity, createRenderScratch, renderSample } from '@shared/graphics/render';
import { initCodecs, type ImageCodecs } from '../../image/codecs';
import { encodeJpeg } from '../../image/encodeJpeg';
import { dropAlpha } from './dropAlpha';
import type { EncodedSample, GivenSample } from './encodedSample';
import { loadHeadModel } from './loadHeadModel';
import { sampleNumbers } from './sampleNumbers';

export interface SampleRendererOptions {
  readonly recipe: GenerateRecipe;
  /** Which candidate of the endless row of people that the recipe's seed gives is identity i of the set; null: candidate i. */
  readonly candidates: readonly number[] | null;
  readonly headModelDir: string;
  readonly codecsDir: string;
}

/** Draws and encodes samples of one recipe. Remembers the identity it built last, which changes no byte. */
export interface SampleRenderer {
  /** The sample without its hash. A function of recipe, place and the generator's fingerprint alone. */
  render(identityIndex: number, sampleIndex: number): Omit<EncodedSample, 'sha256'>;
  /**
   * The sample of given factors, without its hash; the same bytes as `render` gives where these are the factors of its sample.
   * Of the recipe only crop and quality count. @throws Failure invalid-input for factors that cannot be drawn
   */
  renderGiven(identityIndex: number, given: GivenSample): Omit<EncodedSample, 'sha256'>;
}

/** @throws Failure set-up-incomplete, corrupt-data, unsupported-version */
export async function openSampleRenderer(options: SampleRendererOptions): Promise<SampleRenderer> {
  const [{ model }, codecs] = await Promise.all([loadHeadModel(options.headModelDir), initCodecs(options.codecsDir)]);
  return createSampleRenderer(options.recipe, options.candidates, model, codecs);
}

interface Person {
  readonly identity: IdentityFactors;
  /** Made when the first sample of nobody else is drawn: a set of mixed samples only never needs it. */
  built: BuiltIdentity | null;
}

export function createSampleRenderer(
  recipe: GenerateRecipe,
  candidates: readonly number[] | null,
  model: HeadModel,
  codecs: ImageCodecs,
): SampleRenderer {
  const candidateOf = (identityIndex: number): number => candidates?.[identityIndex] ?? identityIndex;
  const scratch = createRenderScratch();
  let last: (Person & { readonly identityIndex: number }) | null = null;

  const drawIdentity = (identityIndex: number): IdentityFactors =>
    sampleIdentity(model, recipe.seed, candidateOf(identityIndex), recipe.options);
  const personAt = (identityIndex: number): Person => {
    if (last?.identityIndex !== identityIndex)
      last = { identityIndex, identity: drawIdentity(identityIndex), built: null };
    return last;
  };

  let lastGiven: { readonly identity: IdentityFactors; readonly built: BuiltIdentity } | null = null;
  const builtOfGiven = (identity: IdentityFactors): BuiltIdentity => {
    if (lastGiven === null || !isSameHead(lastGiven.identity, identity))
      lastGiven = { identity, built: buildIdentity(model, identity) };
    return lastGiven.built;
  };
  const finish = (
    identityIndex: number,
    { sampleIndex, factors, partnerIndex, weight }: GivenSample,
    built: BuiltIdentity,
  ): Omit<EncodedSample, 'sha256'> => {
    const { rgba, widthPx, heightPx, landmarks5 } = renderSample(model, built, factors.shot, recipe.crop, scratch);
    const image = { widthPx, heightPx, rgb: dropAlpha(rgba) };
    return {
      identityIndex,
      sampleIndex,
      bytes: encodeJpeg(codecs, image, { quality: recipe.jpegQuality }),
      widthPx,
      heightPx,
      partnerIndex,
      weight,
      factors,
      numbers: sampleNumbers(factors.identity, factors.shot, landmarks5),
    };
  };

  return {
    render: (identityIndex, sampleIndex) => {
      const person = personAt(identityIndex);
      const mixup = drawMixup(recipe, identityIndex, sampleIndex);
      const identity =
        mixup === null
          ? person.identity
          : mixIdentities(person.identity, drawIdentity(mixup.partnerIndex), mixup.weight);
      const isOwn = mixup === null || mixup.weight === 1;
      const built = isOwn ? (person.built ??= buildIdentity(model, identity)) : buildIdentity(model, identity);
      const shot = sampleShot(model, recipe.seed, candidateOf(identityIndex), sampleIndex, recipe.options);
      const { partnerIndex, weight } = mixup ?? { partnerIndex: -1, weight: 1 };
      return finish(identityIndex, { sampleIndex, factors: { identity, shot }, partnerIndex, weight }, built);
    },
    renderGiven: (identityIndex, given) => finish(identityIndex, given, builtOfGiven(given.factors.identity)),
  };
}

/** Whether two identities are built alike: what was requested for them decides no pixel. */
const isSameHead = (a: IdentityFactors, b: IdentityFactors): boolean =>
  a.coefficients.length === b.coefficients.length &&
  a.coefficients.every((value, i) => Object.is(value, b.coefficients[i])) &&
  JSON.stringify(a.discrete) === JSON.stringify(b.discrete);
