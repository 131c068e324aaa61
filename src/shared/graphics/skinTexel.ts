/** What the zones add up for one texel. */
export interface SkinTexel {
  x: number;
  y: number;
  z: number;
  mouthRing: number;
  eyeRing: number;
  fine: number;
  middle: number;
  broad: number;
  melanin: number;
  haemoglobin: number;
  yellow: number;
  /** Height in dm. */
  height: number;
  roughness: number;
  lip: number;
  /** Shares covered by scalp or beard hair, and by the brows. */
  hair: number;
  brow: number;
}
