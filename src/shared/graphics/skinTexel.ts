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
  /** Share of the texel covered by hair or its roots, and by what lightness. */
  hair: number;
}
