import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { createFaceEmbedder } from '../src/main/engine/scoring/faceEmbedder';
import { loadTensorFlow } from '../src/main/engine/tensor/bootstrap';
import { sampleIdentity, sampleShot, type IdentityFactors } from '../src/shared/graphics/factors';
import { parseHeadModel } from '../src/shared/graphics/headModel';
import { DEFAULT_GRAPHICS_OPTIONS, type GraphicsOptions } from '../src/shared/graphics/recipeOptions';
import { buildIdentity, createRenderScratch, renderSample } from '../src/shared/graphics/render';
import { shapeOf } from '../src/shared/graphics/shapeSpace';

/**
 * How far apart the generator's people are, within groups of one sex and one ancestry at 30 to 45 years, by shape and by the judge.
 *
 *   npm run bench -- identity [--identities 10] [--samples 4] [--seed 5] [--options '{"shapeSpread":1.2}']
 *
 * "own hair": everybody as drawn. "same hair": one hair mesh and colour per group and no glasses, so that only faces tell people apart.
 */
const { values } = parseArgs({
  options: {
    identities: { type: 'string', default: '10' },
    samples: { type: 'string', default: '4' },
    seed: { type: 'string', default: '5' },
    options: { type: 'string', default: '{}' },
  },
});
const [PER_GROUP, SAMPLES, SEED] = [values.identities, values.samples, values.seed].map(Number);
const ONLY = [
  { african: 1, asian: 0, caucasian: 0 },
  { african: 0, asian: 1, caucasian: 0 },
  { african: 0, asian: 0, caucasian: 1 },
] as const;
/** Frontal everyday pictures with nothing worn. */
const STANDARD: GraphicsOptions = {
  ...DEFAULT_GRAPHICS_OPTIONS,
  ageMinYears: 30,
  ageMaxYears: 45,
  poseStrength: 0.35,
  expressionStrength: 0.5,
  openMouthProbability: 0,
  blinkProbability: 0,
  lightStrength: 0.7,
  hairChangeProbability: 0,
  glassesProbability: 0,
  beardChangeProbability: 0,
  hatProbability: 0,
  makeUpStrength: 0,
  occlusionProbability: 0,
  ...(JSON.parse(values.options) as Partial<GraphicsOptions>), // from whoever runs the bench
};
/** Positions of the colour and grey of hair among the identity coefficients. */
const HAIR_COLOUR = [157, 158, 159] as const;

const pack = join(import.meta.dirname, '..', '..', '..', 'resources', 'built', 'head-model');
const bin = readFileSync(join(pack, 'head.bin'));
const model = parseHeadModel({
  json: readFileSync(join(pack, 'head.json'), 'utf8'),
  bin: bin.buffer.slice(bin.byteOffset, bin.byteOffset + bin.byteLength), // a file's bytes are never shared memory
});
const modelDir = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/face-api/package.json')), 'model');

const groups = ONLY.flatMap((ancestry) => [0, 1].map((femaleShare) => ({ ...STANDARD, ancestry, femaleShare })));

/** Mean over the people of a group of the RMS distance of face vertices from the group's mean face, mm, less shift. */
function shapeSpread(people: readonly IdentityFactors[]): number {
  const { average } = model.shape;
  const face: number[] = [];
  for (let n = 0; n < average.length; n += 3)
    if (average[n + 2] > 0.7 && average[n + 1] > 6.1 && average[n + 1] < 8 && Math.abs(average[n]) < 0.75) face.push(n);
  const heads = people.map((person) => {
    const head = shapeOf(model, person.coefficients);
    const centre = [0, 1, 2].map((c) => face.reduce((sum, n) => sum + head[n + c], 0) / face.length);
    return face.flatMap((n) => [0, 1, 2].map((c) => head[n + c] - centre[c]));
  });
  const middle = heads[0].map((_, n) => heads.reduce((sum, head) => sum + head[n], 0) / heads.length);
  const squares = heads.map((head) => head.reduce((sum, x, n) => sum + (x - middle[n]) ** 2, 0) / face.length);
  return (100 * squares.reduce((sum, x) => sum + Math.sqrt(x), 0)) / heads.length;
}

interface Embedded {
  readonly group: number;
  readonly person: number;
  readonly vector: Float32Array;
}

async function embedAll(sameHair: boolean): Promise<Embedded[]> {
  const embedder = await createFaceEmbedder({ modelDir });
  const scratch = createRenderScratch();
  const out: Embedded[] = [];
  for (const [group, options] of groups.entries()) {
    let lead: IdentityFactors | undefined;
    for (let i = 0; i < PER_GROUP; i++) {
      const identity = sampleIdentity(model, SEED + group, i, options);
      lead ??= identity;
      const person = sameHair ? withHairOf(identity, lead) : identity;
      const built = buildIdentity(model, person);
      const crops = Array.from({ length: SAMPLES }, (_, s) => {
        const shot = sampleShot(model, SEED + group, i, s, options);
        const { rgba, widthPx, heightPx } = renderSample(model, built, shot, '112x112', scratch);
        return { rgb: rgbaToRgb(rgba), widthPx, heightPx };
      });
      const rows = await embedder.embed(crops);
      const size = embedder.info.embeddingSize;
      crops.forEach((_, s) =>
        out.push({ group, person: group * PER_GROUP + i, vector: rows.slice(s * size, (s + 1) * size) }),
      );
    }
  }
  return out;
}

function withHairOf(person: IdentityFactors, lead: IdentityFactors): IdentityFactors {
  const coefficients = Float32Array.from(person.coefficients);
  for (const at of HAIR_COLOUR) coefficients[at] = lead.coefficients[at];
  return { ...person, coefficients, discrete: { ...person.discrete, hair: lead.discrete.hair, glasses: null } };
}

function rgbaToRgb(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = rgba[4 * Math.floor(i / 3) + (i % 3)];
  return rgb;
}

const dot = (a: Float32Array, b: Float32Array): number => a.reduce((sum, x, i) => sum + x * b[i], 0);
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);
const median = (numbers: readonly number[]): number => sorted(numbers)[numbers.length >> 1] ?? NaN;
const shareAbove = (numbers: readonly number[], limit: number): number =>
  numbers.filter((x) => x > limit).length / numbers.length;

/** Error rate where as many of the same person are refused as strangers accepted. */
function equalErrorRate(genuine: readonly number[], impostor: readonly number[]): number {
  let best = 1;
  for (const limit of sorted([...genuine, ...impostor]))
    best = Math.min(best, Math.max(1 - shareAbove(genuine, limit), shareAbove(impostor, limit)));
  return best;
}

/** Share of people kept when each must stay below `limit` to all kept before, by mean embeddings. */
function uniqueness(centres: readonly Float32Array[], limit: number): number {
  const kept: Float32Array[] = [];
  for (const centre of centres) if (kept.every((other) => dot(other, centre) < limit)) kept.push(centre);
  return kept.length / centres.length;
}

function centresOf(all: readonly Embedded[]): Float32Array[] {
  return Array.from({ length: groups.length * PER_GROUP }, (_, person) => {
    const mine = all.filter((one) => one.person === person);
    const sum = mine[0].vector.map((_, i) => mine.reduce((total, { vector }) => total + vector[i], 0));
    const length = Math.sqrt(dot(sum, sum));
    return sum.map((x) => x / length);
  });
}

async function report(title: string, sameHair: boolean): Promise<void> {
  const all = await embedAll(sameHair);
  const [genuine, within, across]: [number[], number[], number[]] = [[], [], []];
  all.forEach((a, i) => {
    for (const b of all.slice(i + 1))
      (a.person === b.person ? genuine : a.group === b.group ? within : across).push(dot(a.vector, b.vector));
  });
  const centres = centresOf(all);
  const own = all.map((one) => 1 - dot(one.vector, centres[one.person]));
  const { samePersonFrom } = (await createFaceEmbedder({ modelDir })).info.typicalCosine;
  const percent = (x: number): string => `${(100 * x).toFixed(1)} %`.padStart(8);
  console.log(`\n${title}: ${groups.length} groups × ${PER_GROUP} people × ${SAMPLES} samples`);
  console.log(
    `median cosine: same person ${median(genuine).toFixed(4)}, group ${median(within).toFixed(4)}, others ${median(across).toFixed(4)}`,
  );
  console.log(`EER within groups              ${percent(equalErrorRate(genuine, within))}`);
  console.log(`EER overall                    ${percent(equalErrorRate(genuine, [...within, ...across]))}`);
  console.log(
    `strangers of the group above the median of the same person ${percent(shareAbove(within, median(genuine)))}`,
  );
  console.log(`unique people at cosine ${samePersonFrom}  ${percent(uniqueness(centres, samePersonFrom))}`);
  console.log(`mean cosine distance to the own centre ${(own.reduce((sum, x) => sum + x, 0) / own.length).toFixed(4)}`);
}

await loadTensorFlow();
const spreads = groups.map((options, group) =>
  shapeSpread(Array.from({ length: 100 }, (_, i) => sampleIdentity(model, SEED + group, i, options))),
);
console.log(`shape spread within groups, mm RMS: ${spreads.map((x) => x.toFixed(2)).join(', ')}`);
await report('own hair', false);
await report('same hair', true);
