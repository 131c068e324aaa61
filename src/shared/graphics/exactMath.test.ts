import { describe, expect, it } from 'vitest';
import { atan2, cos, exp, log, pow, sin } from './exactMath';

const samples = (low: number, high: number, count = 997): number[] =>
  Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
const relative = (got: number, wanted: number): number => Math.abs(got - wanted) / Math.max(1e-300, Math.abs(wanted));

describe('exactMath against the engine', () => {
  it('sin and cos', () => {
    for (const x of samples(-30, 30)) {
      expect(Math.abs(sin(x) - Math.sin(x))).toBeLessThan(1e-13);
      expect(Math.abs(cos(x) - Math.cos(x))).toBeLessThan(1e-13);
    }
  });

  it('exp and log', () => {
    for (const x of samples(-600, 600)) expect(relative(exp(x), Math.exp(x))).toBeLessThan(1e-12);
    for (const x of samples(-20, 20)) expect(Math.abs(log(Math.exp(x)) - x)).toBeLessThan(1e-12);
    expect(exp(-1000)).toBe(0);
    expect(log(0)).toBe(-Infinity);
    expect(log(Infinity)).toBe(Infinity);
  });

  it('pow', () => {
    for (const x of samples(0.001, 8))
      for (const y of [0.2, 1 / 2.4, 1, 2.2, 5]) expect(relative(pow(x, y), x ** y)).toBeLessThan(1e-12);
    expect(pow(0, 2)).toBe(0);
    expect(pow(0, 0)).toBe(1);
  });

  it('atan2 in all quadrants and on the axes', () => {
    for (const angle of samples(-3.14, 3.14)) {
      expect(Math.abs(atan2(Math.sin(angle) * 2.5, Math.cos(angle) * 2.5) - angle)).toBeLessThan(1e-13);
    }
    expect(atan2(0, -1)).toBeCloseTo(Math.PI, 15);
    expect(atan2(-1, 0)).toBeCloseTo(-Math.PI / 2, 15);
  });
});
