export interface BakedPerson {
  readonly ancestry: [number, number, number];
  readonly maleness: number;
  readonly age01: number;
  readonly muscle: number;
  readonly weight: number;
}
export function makeUniform(seed: number): () => number;
export function makeNormal(uniform: () => number): () => number;
export function drawPerson(uniform: () => number, normal: () => number): BakedPerson;
