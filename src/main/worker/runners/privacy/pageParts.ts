import { escapeHtml } from '../../../platform/htmlPage';

/** Pictures of synthetic samples as data addresses, by id. */
export type Faces = ReadonlyMap<string, string>;

export const PAGE_STYLE = `body{font:14px/1.5 system-ui,"Noto Sans",sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2126;background:#fff}
header{border-left:6px solid #0b7a75;padding:.2rem 1rem}h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.8rem 0 .5rem;break-after:avoid}
table{border-collapse:collapse;width:100%;margin:.4rem 0}th,td{text-align:left;vertical-align:top;padding:.2rem .8rem .2rem 0;border-bottom:1px solid #e3e7eb;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
tr{break-inside:avoid}tbody th{font-weight:500;color:#5c6670;width:16rem}thead th{font-weight:600}.small{font-size:.85em;color:#5c6670}
figure{margin:.4rem 0;break-inside:avoid}figure>svg{width:100%;height:auto}svg text{font-size:10.5px;fill:#5c6670}.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.85em}.key span{display:flex;gap:.4rem;align-items:center}
.pairs{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(20rem,1fr));gap:.6rem}.pairs li{display:flex;gap:.4rem;align-items:center;break-inside:avoid;font-size:.85em}
.pairs img,.pairs .plate{width:72px;height:72px;flex:none;object-fit:cover;border:1px solid #d5dae0}
.plate{display:flex;align-items:center;justify-content:center;text-align:center;font-size:9.5px;line-height:1.25;color:#5b3a12;background:repeating-linear-gradient(135deg,#fbeed9 0 5px,#fff 5px 10px);-webkit-print-color-adjust:exact;print-color-adjust:exact}
@page{size:A4;margin:16mm}@media print{body{margin:0;max-width:none;font-size:11px}.pairs{grid-template-columns:repeat(3,1fr)}.pairs img,.pairs .plate{width:56px;height:56px}}`;

export const section = (title: string, body: string): string =>
  `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;

export const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;

export const factTable = (rows: readonly (readonly [string, string])[]): string =>
  `<table><tbody>${rows.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</tbody></table>`;

export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;

export function facePlate(faces: Faces, id: string): string {
  const face = faces.get(id);
  return face === undefined
    ? `<span class="plate">no picture</span>`
    : `<img src="${escapeHtml(face)}" alt="Synthetic sample ${escapeHtml(id)}">`;
}

/** Stands for a face that is not shown, with the reason. */
export const realPlate = (reason: string): string => `<span class="plate">${escapeHtml(reason)}</span>`;
