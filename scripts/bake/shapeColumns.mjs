/**
 * From a person's description to the amounts of the shape targets ("columns"). The program draws identities with the twin of this file,
 * src/shared/graphics/shapeColumns.ts; a test holds the two equal.
 */
export const ANCESTRIES = ['african', 'asian', 'caucasian'];
const GENDERS = ['female', 'male'];
const AGES = ['young', 'old'];
const LEVELS = ['min', 'average', 'max'];

/** Standard deviation of a slider by face region, and of the difference between left and right. */
const SIGMA = {
  asym: 0.12,
  cheek: 0.28,
  chin: 0.3,
  ears: 0.34,
  eyebrows: 0.36,
  eyes: 0.31,
  forehead: 0.24,
  head: 0.2,
  mouth: 0.31,
  neck: 0.2,
  nose: 0.33,
};
/**
 * Sliders by which recognisers and people tell faces apart: places and proportions of eyes, brows, nose and mouth. They were found by moving one
 * slider at a time and asking the judge; wide sliders of whole features look odd long before they tell as much.
 */
const TELLING = {
  'eyebrows/eyebrows-angle-down': 0.33,
  'eyebrows/eyebrows-trans-depth-less': 0.27,
  'eyebrows/eyebrows-trans-vert-less': 0.4,
  'eyes/eye-corner2-down': 0.38,
  'eyes/eye-epicanthus-in': 0.4,
  'eyes/eye-height2-min': 0.27,
  'eyes/eye-move-down': 0.38,
  'eyes/eye-move-in': 0.42,
  'eyes/eye-size-small': 0.3,
  'head/head-scale-horiz-less': 0.23,
  'head/head-scale-vert-less': 0.24,
  'mouth/mouth-angles-down': 0.28,
  'mouth/mouth-scale-horiz-decr': 0.34,
  'mouth/mouth-trans-down': 0.38,
  'nose/nose-curve-concave': 0.36,
  'nose/nose-height-min': 0.36,
  'nose/nose-hump-lesshump': 0.36,
  'nose/nose-nostril-width-min': 0.37,
  'nose/nose-nostrils-angle-down': 0.4,
  'nose/nose-point-down': 0.38,
  'nose/nose-scale-horiz-decr': 0.36,
  'nose/nose-scale-vert-decr': 0.38,
  'nose/nose-septumangle-decr': 0.36,
  'nose/nose-trans-vert-down': 0.36,
  'nose/nose-width3-min': 0.37,
};
const ASYMMETRY = 0.045;
/** Nearer than the targets' own end at 1: it cuts the rare amounts that look like caricatures. */
const LIMIT = 0.82;
const LEFT_OUT =
  /head-trans|head-angle|neck-trans|trans-horiz|mouth-trans-(in|out)|asymm|head-age|asym-top|neck-double/;
const OPPOSITES = [
  ['decr', 'incr'],
  ['down', 'up'],
  ['in', 'out'],
  ['less', 'more'],
  ['min', 'max'],
  ['concave', 'convex'],
  ['compress', 'uncompress'],
  ['backward', 'forward'],
  ['deflate', 'inflate'],
  ['small', 'big'],
  ['lessgreek', 'moregreek'],
  ['lesshump', 'morehump'],
  ['decrease', 'increase'],
  ['point', 'potato'],
  ['pointed', 'triangle'],
  ['round', 'square'],
  ['skinny', 'fat'],
  ['l', 'r'],
];

/**
 * Per slider: mean for everybody, added for a woman, added for an old woman (× age). Found by looking, and the scale of the head and the
 * place of the eyes by measuring: eyes some 62 mm apart and 70 mm above the corners of the mouth, as adults have and as the ArcFace template wants.
 */
const SHIFTS = {
  'eyebrows/eyebrows-angle-down': [0.46, 0.04, 0],
  'eyebrows/eyebrows-trans-vert-less': [0.2, 0.25, 0.1],
  'eyebrows/eyebrows-trans-depth-less': [0, -0.35, -0.2],
  'eyes/eye-height2-min': [0.08, 0.12, 0],
  'eyes/eye-size-small': [0, 0.2, 0],
  'mouth/mouth-angles-down': [0.14, 0.05, 0.16],
  'mouth/mouth-lowerlip-volume-deflate': [0, 0.15, 0.25],
  'mouth/mouth-upperlip-volume-deflate': [0, 0.2, 0.3],
  'mouth/mouth-trans-down': [-0.08, 0, 0],
  'mouth/mouth-scale-horiz-decr': [0.3, -0.05, 0],
  'head/head-scale-vert-less': [-0.08, 0.38, 0],
  'chin/chin-height-min': [0.1, -0.15, 0],
  'nose/nose-trans-vert-down': [0.35, 0.05, 0],
  'nose/nose-point-down': [0.25, 0.1, 0],
  'chin/chin-jaw-drop-less': [0.1, 0, 0],
  'nose/nose-scale-horiz-decr': [0, -0.25, -0.2],
  'nose/nose-scale-vert-decr': [-0.2, -0.1, -0.2],
  'nose/nose-volume-point': [0, -0.1, -0.4],
  'chin/chin-width-min': [0.1, -0.5, -0.35],
  'chin/chin-bones-in': [0, -0.45, -0.2],
  'chin/chin-prominent-less': [0, -0.15, -0.1],
  'head/head-scale-horiz-less': [0.17, -0.1, 0],
  'eyes/eye-move-in': [0.2, 0.1, 0],
  'head/head-oval': [0.1, 0.3, 0.1],
  'head/head-round': [0, -0.4, 0],
  'head/head-rectangular': [0, -0.4, -0.25],
  'head/head-triangular': [0, -0.4, -0.2],
  'head/head-invertedtriangular': [0, 0.2, 0],
  'cheek/cheek-volume-deflate': [0, 0.1, 0.2],
  'forehead/forehead-scale-vert-less': [-0.1, 0, 0],
  'neck/neck-scale-horiz-less': [0, -0.3, -0.3],
};

/** Names of the macro columns, in the order in which `macroAmounts` fills them. */
export function macroColumns() {
  const names = [];
  for (const ancestry of ANCESTRIES)
    for (const gender of GENDERS) for (const age of AGES) names.push(`macrodetails/${ancestry}-${gender}-${age}`);
  for (const gender of GENDERS)
    for (const age of AGES)
      for (const muscle of LEVELS)
        for (const weight of LEVELS)
          names.push(`macrodetails/universal-${gender}-${age}-${muscle}muscle-${weight}weight`);
  return names;
}

/** Amounts of the 48 macro columns; person: ancestry[3] summing to 1, maleness and age01 in [0, 1], muscle and weight in [-1, 1]. */
export function macroAmounts(person, out) {
  const gender = [1 - person.maleness, person.maleness];
  const age = [1 - person.age01, person.age01];
  const muscle = levels(person.muscle);
  const weight = levels(person.weight);
  let at = 0;
  for (let a = 0; a < 3; a++)
    for (let g = 0; g < 2; g++) for (let y = 0; y < 2; y++) out[at++] = person.ancestry[a] * gender[g] * age[y];
  for (let g = 0; g < 2; g++)
    for (let y = 0; y < 2; y++)
      for (let m = 0; m < 3; m++) for (let w = 0; w < 3; w++) out[at++] = gender[g] * age[y] * muscle[m] * weight[w];
  return at;
}

const levels = (x) => [Math.max(0, -x), 1 - Math.abs(x), Math.max(0, x)];

/** Groups the targets into sliders: opposite pairs, left with right. Columns follow the macro columns. */
export function makeSliders(names) {
  const columns = macroColumns();
  const known = new Set(names);
  const used = new Set();
  const column = (name) => (name === undefined ? -1 : columns.push(name) - 1);
  const halves = new Map();
  for (const name of names) {
    const region = name.split('/')[0];
    if (SIGMA[region] === undefined || used.has(name) || LEFT_OUT.test(name)) continue;
    const [low, high] = findPair(name, known);
    if (low !== undefined) used.add(low);
    used.add(high);
    halves.set(low === undefined ? high : low, { name: low ?? high, region, low, high });
  }
  const sliders = [];
  for (const half of halves.values()) {
    const bare = half.name.split('/')[1];
    if (bare.startsWith('r-') && halves.has(`${half.region}/l-${bare.slice(2)}`)) continue;
    const twin = bare.startsWith('l-') ? halves.get(`${half.region}/r-${bare.slice(2)}`) : undefined;
    const sides = [half, ...(twin === undefined ? [] : [twin])].map((side) => [column(side.low), column(side.high)]);
    const name = twin === undefined ? half.name : `${half.region}/${bare.slice(2)}`;
    const [mean, woman, oldWoman] = SHIFTS[name] ?? [0, 0, 0];
    sliders.push({
      name,
      sigma: TELLING[name] ?? SIGMA[half.region] * (half.low === undefined ? 0.7 : 1),
      asymmetry: twin === undefined ? 0 : ASYMMETRY,
      limit: LIMIT,
      mean,
      woman,
      oldWoman,
      sides,
    });
  }
  for (const name of [...Object.keys(SHIFTS), ...Object.keys(TELLING)])
    if (!sliders.some((slider) => slider.name === name)) throw new Error(`no slider ${name} to shift or spread`);
  return { columns, sliders };
}

function findPair(name, known) {
  for (const [low, high] of OPPOSITES) {
    for (const [mine, other] of [
      [low, high],
      [high, low],
    ]) {
      if (!name.endsWith(`-${mine}`)) continue;
      const stem = name.slice(0, -mine.length);
      if (known.has(stem + other)) return [stem + low, stem + high];
    }
  }
  return [undefined, name];
}

/**
 * All amounts of one person. @param normal draws a number of mean 0 and deviation 1; it is called once per slider and once more per slider with two sides.
 */
export function shapeAmounts(sliders, person, normal, out) {
  out.fill(0);
  macroAmounts(person, out);
  const woman = 1 - person.maleness;
  for (const slider of sliders) {
    const centre = slider.mean + woman * (slider.woman + person.age01 * slider.oldWoman) + slider.sigma * normal();
    const tilt = slider.sides.length > 1 ? slider.asymmetry * normal() : 0;
    slider.sides.forEach(([low, high], side) => {
      const amount = Math.min(slider.limit, Math.max(-slider.limit, centre + (side === 0 ? tilt : -tilt)));
      if (amount >= 0) out[high] = amount;
      else if (low >= 0) out[low] = -amount;
    });
  }
}
