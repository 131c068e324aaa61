import { type Certificate, repeatCommand } from '@shared/domain/certificate';
import { certificateWords } from '@shared/domain/certificateWords';
import { escapeHtml, htmlPage } from '../../../platform/htmlPage';

/** The certificate as a page that needs nothing else: no script, no other file, for screen and paper. */
export function certificatePage(certificate: Certificate): string {
  const { title, summary, proves, doesNotProve } = certificateWords(certificate);
  const { export: handedOut, check, generator } = certificate;
  const drawn =
    check.samples === null
      ? 'all'
      : `${check.samples} asked, drawn with equal chance by seed ${check.seed} (Vitter’s algorithm R over the manifest)`;
  const sections = [
    section('What it proves', list(proves)),
    section('What it does not prove', list(doesNotProve)),
    section(
      'The export',
      table([
        ['Name', handedOut.name],
        ['Made', `${handedOut.createdAt} by ${handedOut.program}`],
        ['Samples', `${handedOut.synthetic} synthetic, ${handedOut.real} of real people`],
        ['Format', handedOut.format ?? 'folder'],
        ['Marks of origin', handedOut.isMarked === true ? 'in every image' : 'none'],
        ['Signed with the key', handedOut.keyId ?? 'not signed'],
        ['SHA-256 of dataset.json', handedOut.datasetSha256],
        ['SHA-256 of manifest.jsonl', handedOut.manifestSha256],
        ['SHA-256 of identities.json', certificate.identityPlanSha256 ?? 'none: identity i is person i of the seed'],
      ]),
    ),
    section(
      'The check',
      table([
        ['Rendered from', certificate.renderedFrom],
        ['Chosen', drawn],
        ['Rendered again', String(check.checked)],
        ['Identical to the byte', String(check.identical)],
        ['Findings against it', String(check.differentCount)],
        ['Checked', `${certificate.createdAt} by ${certificate.program}, ${certificate.runtime}`],
      ]) + table(check.different.map(({ path, reason }) => [path, reason])),
    ),
    section(
      'The generator',
      table([
        ...fingerprintRows('of this program', generator.ofProgram),
        ...(generator.ofExport !== null && generator.ofExport.sha256 !== generator.ofProgram.sha256
          ? fingerprintRows('of the export', generator.ofExport)
          : []),
        ...generator.assets.map(({ name, sha256 }): Row => [`SHA-256 of ${name}`, sha256]),
        ...(generator.encoderSettings === null
          ? []
          : [['Settings of the encoder', JSON.stringify(generator.encoderSettings)] as Row]),
      ]),
    ),
    section('The recipe', `<pre>${escapeHtml(JSON.stringify(certificate.recipe, null, 2))}</pre>`),
    section('To do it again', `<pre>${escapeHtml(repeatCommand(certificate))}</pre>`),
  ];
  const heading = `${title}: ${handedOut.name}`;
  return htmlPage(
    heading,
    STYLE,
    `<header class="${certificate.result}"><h1>${escapeHtml(heading)}</h1><p>${escapeHtml(summary)}</p></header>
${sections.join('\n')}`,
  );
}

type Row = readonly [name: string, value: string];

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1c2126}
header{border-left:6px solid #5c6670;padding:.2rem 1rem}header.proven{border-color:#2b7a4b}header.refuted{border-color:#b3261e}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:500;color:#5c6670;width:15rem;vertical-align:top;padding:.15rem .8rem .15rem 0}
td{overflow-wrap:anywhere;font-variant-numeric:tabular-nums;vertical-align:top}pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#f3f5f6;padding:.8rem}
@media print{body{margin:0}section{break-inside:avoid-page}}`;

const section = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;

const table = (rows: readonly Row[]): string =>
  rows.length === 0
    ? ''
    : `<table>${rows.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`;

const fingerprintRows = (whose: string, fingerprint: Certificate['generator']['ofProgram']): Row[] => [
  [`Fingerprint ${whose}`, fingerprint.sha256],
  ['Generator', `${fingerprint.generator}, version ${fingerprint.version}`],
  ['SHA-256 of its code', fingerprint.codeSha256 ?? 'not recorded'],
  ['SHA-256 of its head model', fingerprint.assetsSha256],
  ['SHA-256 of its encoder', fingerprint.encoderSha256],
];
