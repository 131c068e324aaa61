import type { PrivacyReport } from '@shared/domain/privacy';
import {
  collisionFacts,
  galleryText,
  nearestRealFacts,
  number3,
  pairDecision,
  separabilityFacts,
} from '@shared/domain/privacyWords';
import { YARDSTICK, YARDSTICK_SOURCE, YARDSTICK_WARNING } from '@shared/domain/privacyYardstick';
import { countText, percentText } from '@shared/domain/papers/numbers';
import { escapeHtml, htmlPage } from '../../../platform/htmlPage';
import { curvesSvg } from './pageCharts';
import { type Faces, facePlate, factTable, list, PAGE_STYLE, realPlate, section, table } from './pageParts';

/**
 * A privacy report as a page that needs nothing else: no script, no other file, for screen and paper. Faces of real people are never in
 * it, whatever they agreed to; the window shows them while their consent holds.
 * @param faces pictures of synthetic samples by id
 */
export function privacyPage(report: PrivacyReport, faces: Faces): string {
  const title = `Privacy report: ${report.exported?.name ?? report.name}`;
  const body = [
    `<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(intro(report))}</p></header>`,
    section('What this rests on', factTable(headFacts(report))),
    section('1. Nearest real picture', nearestSection(report)),
    section('2. The most alike pairs', pairsSection(report, faces)),
    section('3. The pictures that the generator learned from', `<p>${escapeHtml(report.generator.words)}</p>`),
    section('4. Synthetic people among themselves', collisionSection(report, faces)),
    section('5. Mated and non-mated pairs', matedSection(report)),
    section('6. Real pictures again', copiesSection(report)),
    section('7. What was not tested', list(report.notTested)),
    section('What to be careful about', list(report.cautions)),
    section('Published sets, for context', yardstick(report)),
  ];
  return htmlPage(title, PAGE_STYLE, body.join('\n'), true);
}

const intro = ({ against }: PrivacyReport): string =>
  against.length === 0
    ? 'No set of real people was at hand: likeness to real people is not tested.'
    : 'How near synthetic faces come to real people who agreed to be held against them. It shows likeness to these people as one recogniser sees it, and nothing about anybody else.';

function headFacts(report: PrivacyReport): [string, string][] {
  const { counts, judge, exported } = report;
  return [
    ['Set', `${report.name} (${report.setId})`],
    ...(exported === null
      ? []
      : ([['Only what is in', `the export ${exported.name}, manifest ${exported.manifestSha256}`]] as [
          string,
          string,
        ][])),
    [
      'Samples',
      `${countText(counts.samples)} of ${countText(counts.identities)} identities, decisions at revision ${report.curationRevision}; ${countText(counts.excluded)} excluded, ${countText(counts.mixed)} mixed, ${countText(counts.notJudged)} not judged`,
    ],
    ['Held against', galleryText(report)],
    ['Judge', `${judge.name}; trained on: ${judge.trainedOn}`],
    ['SHA-256 of its weights', judge.weightsSha256],
    ['SHA-256 of the samples', report.samplesSha256],
    ...report.against.map(({ name, samplesSha256 }): [string, string] => [`SHA-256 of “${name}”`, samplesSha256]),
    ['Made', `${report.createdAt} by ${report.program}, run ${report.runId}`],
  ];
}

function nearestSection(report: PrivacyReport): string {
  const { nearestReal } = report;
  if (nearestReal === null) return '<p>Not tested: no real set was searched.</p>';
  const marks = nearestReal.thresholds.flatMap((one) =>
    one.status === 'resolved' ? [{ value: one.threshold, text: `FMR ${one.fmr}: ${number3(one.threshold)}` }] : [],
  );
  return curvesSvg(nearestReal.curves, marks) + factTable(nearestRealFacts(nearestReal, report));
}

function pairsSection({ pairs, against }: PrivacyReport, faces: Faces): string {
  if (pairs.length === 0) return '<p>None: no real set was searched.</p>';
  const nameOf = new Map(against.map(({ setId, name }) => [setId, name]));
  const cards = pairs.map((pair) => {
    const words = `<b>${number3(pair.cosine)}</b><br>${escapeHtml(pair.sample)} · ${escapeHtml(nameOf.get(pair.other.setId) ?? '')} ${escapeHtml(pair.other.sampleId)}<br>${escapeHtml(pairDecision(pair))}`;
    return `<li>${facePlate(faces, pair.sample)}${realPlate('Real face, not written out')}<span>${words}</span></li>`;
  });
  return `<ul class="pairs">${cards.join('')}</ul>`;
}

function collisionSection({ collisions }: PrivacyReport, faces: Faces): string {
  if (collisions === null) return '<p>Not said: there are fewer than two identities with unmixed samples.</p>';
  const cards = collisions.top.map(
    ({ sample, other, cosine }) =>
      `<li>${facePlate(faces, sample)}${facePlate(faces, other)}<span><b>${number3(cosine)}</b><br>${escapeHtml(sample)}<br>${escapeHtml(other)}</span></li>`,
  );
  return `${factTable(collisionFacts(collisions))}<ul class="pairs">${cards.join('')}</ul>`;
}

function matedSection({ separability }: PrivacyReport): string {
  if (separability === null) return '<p>Not said: there are no pairs of both kinds.</p>';
  const { low, high, genuine, impostor } = separability.histogram;
  const curves = [
    { name: 'same identity (mated)', counts: genuine },
    { name: 'different identities (non-mated)', counts: impostor },
  ];
  const mark = { value: separability.eer.threshold, text: `EER ${number3(separability.eer.threshold)}` };
  return curvesSvg({ low, high, curves }, [mark]) + factTable(separabilityFacts(separability));
}

function copiesSection({ duplicates }: PrivacyReport): string {
  if (duplicates === null) return '<p>Not tested: no real set was searched.</p>';
  const { realPictures, exact, near, pairs } = duplicates;
  return (
    factTable([
      ['Real pictures compared', countText(realPictures)],
      ['The same file, byte for byte', countText(exact)],
      ['The same picture by hash and judge', countText(near)],
    ]) +
    (pairs.length === 0
      ? ''
      : table(
          ['Sample', 'Real picture', 'How'],
          pairs.map(({ sample, other, kind }) => [sample, `${other.setId} ${other.sampleId}`, kind]),
        ))
  );
}

function yardstick({ nearestReal, exported, name }: PrivacyReport): string {
  const all = [
    ...(nearestReal === null ? [] : [{ ...nearestReal, name: `${exported?.name ?? name} (this report)` }]),
    ...YARDSTICK,
  ];
  const rows = all.map((one) => [
    one.name,
    number3(one.median),
    number3(one.p95),
    number3(one.p99),
    number3(one.max),
    percentText(one.shareFrom06, 2),
  ]);
  return `<p>${escapeHtml(YARDSTICK_WARNING)}</p>${table(['Set', 'median', 'p95', 'p99', 'most', '≥ 0.6'], rows)}<p class="small">${escapeHtml(YARDSTICK_SOURCE)}</p>`;
}
