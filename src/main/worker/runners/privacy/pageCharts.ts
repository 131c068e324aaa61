import type { Curves } from '@shared/domain/privacy';
import { escapeHtml } from '../../../platform/htmlPage';

const WIDTH = 720;
const HEIGHT = 230;
const AREA = { left: 44, right: WIDTH - 18, top: 12, bottom: HEIGHT - 34 };

/** Fill and line of each curve, and the dash that tells them apart without colour. */
const LOOKS = [
  { line: '#0b7a75', fill: 'rgba(11,122,117,.22)', dash: '' },
  { line: '#b3541e', fill: 'rgba(179,84,30,.14)', dash: '6 3' },
  { line: '#5c6670', fill: 'none', dash: '2 3' },
] as const;

export interface Mark {
  readonly value: number;
  readonly text: string;
}

/** Curves over one axis of cosines as an SVG picture, each as a share of its own kind, with thresholds drawn in. */
export function curvesSvg({ low, high, curves }: Curves, marks: readonly Mark[]): string {
  const shares = curves.map(({ counts }) => {
    const total = counts.reduce((sum, one) => sum + one, 0);
    return counts.map((one) => (total === 0 ? 0 : one / total));
  });
  const top = Math.max(0.01, ...shares.flat()) * 1.2;
  const x = (value: number): number => AREA.left + ((value - low) / (high - low)) * (AREA.right - AREA.left);
  const y = (share: number): number => AREA.bottom - (share / top) * (AREA.bottom - AREA.top);
  const outline = (values: readonly number[]): string => {
    const step = (high - low) / values.length;
    return values
      .map((share, i) => `${px(x(low + i * step))},${px(y(share))} ${px(x(low + (i + 1) * step))},${px(y(share))}`)
      .join(' ');
  };
  const body = shares.map((values, i) => {
    const { line, fill, dash } = LOOKS[i] ?? LOOKS[2];
    const points = `${AREA.left},${AREA.bottom} ${outline(values)} ${AREA.right},${AREA.bottom}`;
    return `<polygon points="${points}" fill="${fill}" stroke="none"/><polyline points="${outline(values)}" fill="none" stroke="${line}" stroke-width="1.4" stroke-dasharray="${dash}"/>`;
  });
  const lines = marks
    .filter(({ value }) => value >= low && value <= high)
    .map(({ value, text }, i) => {
      const at = x(value);
      const isRight = at > (AREA.left + AREA.right) / 2;
      return `<line x1="${px(at)}" x2="${px(at)}" y1="${AREA.top}" y2="${AREA.bottom}" stroke="#1c2126" stroke-dasharray="3 2"/><text x="${px(at + (isRight ? -5 : 5))}" y="${AREA.top + 9 + 12 * i}" text-anchor="${isRight ? 'end' : 'start'}">${escapeHtml(text)}</text>`;
    });
  return `<figure><div class="key">${curves.map(({ name }, i) => keyOf(name, i)).join('')}</div>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`Histogram: ${curves.map(({ name }) => name).join('; ')}`)}">
${axes(low, high, top, x, y)}${body.join('')}${lines.join('')}</svg></figure>`;
}

const px = (value: number): string => value.toFixed(1);

function keyOf(name: string, i: number): string {
  const { line, dash } = LOOKS[i] ?? LOOKS[2];
  return `<span><svg width="26" height="8"><line x1="0" x2="26" y1="4" y2="4" stroke="${line}" stroke-width="2" stroke-dasharray="${dash}"/></svg>${escapeHtml(name)}</span>`;
}

function axes(
  low: number,
  high: number,
  top: number,
  x: (value: number) => number,
  y: (share: number) => number,
): string {
  const step = high - low > 0.8 ? 0.2 : high - low > 0.3 ? 0.1 : 0.05;
  const ticks: string[] = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + 1e-9; value += step)
    ticks.push(`<text x="${px(x(value))}" y="${AREA.bottom + 14}" text-anchor="middle">${value.toFixed(2)}</text>`);
  for (const share of [0, top / 2.4, top / 1.2])
    ticks.push(
      `<line x1="${AREA.left}" x2="${AREA.right}" y1="${px(y(share))}" y2="${px(y(share))}" stroke="#e3e7eb"/><text x="${AREA.left - 5}" y="${px(y(share) + 3)}" text-anchor="end">${(100 * share).toFixed(0)} %</text>`,
    );
  return `${ticks.join('')}<text x="${(AREA.left + AREA.right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">cosine; share of each kind</text>`;
}
