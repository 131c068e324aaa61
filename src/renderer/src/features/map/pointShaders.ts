/** How a point is drawn, in the fourth byte of its look. */
export const MARK = { real: 1, selected: 2 } as const;

/**
 * `look.w` is a byte of MARK. Passes: 0 draws all, 1 the unselected in grey, 2 the selected on top of them. A point that is not of its
 * pass is moved out of sight.
 */
export const VERTEX_SHADER = `
attribute vec2 place;
attribute vec4 look;
uniform vec2 centre;
uniform vec2 stretch;
uniform float pointPx;
uniform float turn;
uniform vec3 grey;
varying vec3 colour;
varying float isReal;
varying float diameter;
varying float opacity;
void main() {
  float mark = floor(look.w * 255.0 + 0.5);
  float isSelected = step(2.0, mark);
  isReal = mod(mark, 2.0);
  float isMine = turn < 0.5 ? 1.0 : (turn < 1.5 ? 1.0 - isSelected : isSelected);
  gl_Position = vec4((place - centre) * stretch, 0.0, 1.0);
  if (isMine < 0.5) gl_Position = vec4(4.0, 4.0, 4.0, 1.0);
  diameter = pointPx * (isReal > 0.5 ? 1.5 : 1.0) * (turn > 1.5 ? 1.25 : 1.0);
  gl_PointSize = diameter;
  colour = turn > 0.5 && turn < 1.5 ? grey : look.xyz;
  opacity = turn > 0.5 && turn < 1.5 ? 0.55 : 0.92;
}`;

/** Synthetic: a disc. Real: a diamond, hatched where it is large enough to show it. */
export const FRAGMENT_SHADER = `
precision mediump float;
uniform vec3 paper;
varying vec3 colour;
varying float isReal;
varying float diameter;
varying float opacity;
void main() {
  vec2 from = (gl_PointCoord - 0.5) * diameter;
  float reach = isReal > 0.5 ? abs(from.x) + abs(from.y) : length(from);
  float inside = clamp(diameter * 0.5 - reach + 0.5, 0.0, 1.0);
  if (inside <= 0.0) discard;
  vec3 shown = colour;
  if (isReal > 0.5 && diameter > 8.0) {
    float edge = step(diameter * 0.5 - 1.6, reach);
    float stripe = step(2.0, mod(from.x + from.y + 64.0, 4.0));
    shown = mix(mix(paper, colour, 0.25), colour, max(edge, stripe));
  }
  float alpha = inside * opacity;
  gl_FragColor = vec4(shown * alpha, alpha);
}`;
