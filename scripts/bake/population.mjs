/** The people over whom the shape space is whitened. Only additions, products and square roots: the pack has the same bytes everywhere. */

/** Uniform numbers for baking: a 32-bit mix of a counter (Steele and others, "Fast splittable pseudorandom number generators", 2014). */
export function makeUniform(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Sum of twelve uniforms less six: mean 0, variance 1. */
export const makeNormal = (uniform) => () => {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += uniform();
  return sum;
};

/** One person of a balanced population: ancestry with one leading part, either sex, 18 to 80 years (age01 0 is 25 years, 1 is 90). */
export function drawPerson(uniform, normal) {
  const ancestry = [0, 0, 0];
  const lead = Math.floor(uniform() * 3);
  ancestry[lead] = 0.55 + 0.45 * uniform();
  const second = (1 - ancestry[lead]) * uniform();
  ancestry[(lead + 1) % 3] = second;
  ancestry[(lead + 2) % 3] = 1 - ancestry[lead] - second;
  const man = uniform() < 0.5;
  const maleness = man ? 0.85 + 0.15 * uniform() : 0.15 * uniform();
  const age01 = Math.max(0, (18 + 62 * uniform() - 25) / 65) * (man ? 0.85 : 0.7);
  const muscle = man ? uniform() * 0.6 - 0.1 : uniform() * -0.4;
  const weight = Math.min(0.9, Math.max(-0.8, 0.3 * normal()));
  return { ancestry, maleness, age01, muscle, weight };
}
