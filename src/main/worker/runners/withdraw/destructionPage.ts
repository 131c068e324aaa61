import { reissueBy } from '@shared/domain/withdrawal';
import type { DestructionCertificate } from '@shared/domain/withdrawalPlan';
import { escapeHtml, htmlPage } from '../../../platform/htmlPage';

type Row = readonly string[];

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem;color:#1c2126}
header{border-left:6px solid #8a5a00;padding:.2rem 1rem}
h1{font-size:1.6rem;margin:.2rem 0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:500;color:#5c6670;vertical-align:top;padding:.15rem .8rem .15rem 0}
td{overflow-wrap:anywhere;font-variant-numeric:tabular-nums;vertical-align:top;padding:.15rem .8rem .15rem 0}
.hash{font:12px/1.4 ui-monospace,monospace}@media print{body{margin:0}section{break-inside:avoid-page}}`;

const section = (title: string, body: string): string =>
  body === '' ? '' : `<section><h2>${escapeHtml(title)}</h2>${body}</section>`;

const list = (items: readonly string[]): string =>
  items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;

const facts = (rows: readonly (readonly [string, string])[]): string =>
  `<table>${rows.map(([name, value]) => `<tr><th>${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`).join('')}</table>`;

const table = (head: Row, rows: readonly Row[]): string =>
  rows.length === 0
    ? ''
    : `<table><tr>${head.map((name) => `<th>${escapeHtml(name)}</th>`).join('')}</tr>${rows
        .map((row) => `<tr>${row.map((value) => `<td>${escapeHtml(value)}</td>`).join('')}</tr>`)
        .join('')}</table>`;

const TRACE_WORDS: Readonly<Record<DestructionCertificate['traces'][number]['what'], string>> = {
  'import-plan': 'Names and paths in the list of imported pictures',
  'import-list': 'Lines in the list of pictures that were not imported',
  'place-job': 'The record of a picture placed by hand',
  'pair-scores': 'Lines of a verification’s list of pairs',
  report: 'Points and rows in a report',
  'twin-plan': 'Pose, expression and light that were fitted to the pictures',
};

/** The certificate as a page that needs nothing else, for screen and paper. It says what was done here, and no more. */
export function certificatePage(certificate: DestructionCertificate): string {
  const { spec, sets, removed, traces, exports, marked, search, signature } = certificate;
  const isAll = spec.scope.type === 'all';
  const title = isAll ? 'Certificate of destruction' : 'Record of a withdrawal';
  const images = sets.reduce((sum, { samples }) => sum + samples.length, 0);
  const said =
    spec.scope.type === 'all'
      ? `${images} images were erased from this library. What was handed out or learned before is listed below; it is not undone by this.`
      : `Consent to ${spec.scope.purposes.join(', ')} was withdrawn. Nothing was erased; no new use for these purposes takes the pictures.`;
  const body = [
    section(
      'The withdrawal',
      facts([
        ['Subject', spec.subject],
        ['Set', `${certificate.setName} (${spec.setId})`],
        ['Scope', spec.scope.type === 'all' ? 'everything' : spec.scope.purposes.join(', ')],
        ['Still allowed', certificate.purposesLeft.length === 0 ? 'nothing' : certificate.purposesLeft.join(', ')],
        ['Entered into the register', certificate.withdrawnAt],
        ['Carried out', `${certificate.createdAt} by ${certificate.program}`],
        ['Entered by', spec.who],
        ['Reason', spec.reason === '' ? 'none given' : spec.reason],
        ['Number', certificate.withdrawalId],
      ]),
    ),
    section(
      'Erased images',
      table(
        ['Set', 'Sample', 'SHA-256 of the erased file', 'Bytes'],
        sets.flatMap(({ name, why, samples }) =>
          samples.map(({ sampleId, sha256, sizeBytes }) => [
            why === 'twin' ? `${name} (twin)` : name,
            sampleId,
            sha256,
            String(sizeBytes),
          ]),
        ),
      ),
    ),
    section(
      'Removed, to be computed again without the subject',
      table(
        ['What', 'Files', 'Bytes'],
        removed.map(({ what, name, files, sizeBytes }) => [`${what}: ${name}`, String(files), String(sizeBytes)]),
      ),
    ),
    section('Written again without the subject', list([...new Set(traces.map(({ what }) => TRACE_WORDS[what]))])),
    section(
      'Exports, superseded',
      table(
        ['Export', 'Images', 'In its folder'],
        exports.map(({ name, directory, images: count, isOwn, isReachable, filesErased }) => [
          `${name} (${directory})`,
          String(count),
          !isReachable
            ? 'could not be reached: only marked in the library'
            : isOwn
              ? `notice written, ${filesErased} files erased`
              : 'notice written, images still there',
        ]),
      ) + (exports.length === 0 ? '' : `<p>To be made again by ${escapeHtml(reissueBy(certificate.withdrawnAt))}.</p>`),
    ),
    section(
      'Models, reports and sets, superseded',
      list(
        marked.map((thing) => `${thing.type}: ${thing.name}${'images' in thing ? ` (${thing.images} images)` : ''}`),
      ),
    ),
    section('Kept in the library', list(certificate.kept)),
    section('Out of this program’s reach', list(certificate.outside)),
    section(
      'Search afterwards',
      `<p>${search.files} files of the library were looked at; ${search.compared} had the size of an erased image and were compared by SHA-256. ${
        search.copies.length === 0 ? 'None is equal to an erased image.' : 'These are still equal to an erased image:'
      } Files that hold several images were not opened.</p>${list(search.copies)}`,
    ),
    section(
      'Signature',
      signature === null
        ? '<p>Not signed: the program had no key when this was made.</p>'
        : facts([
            ['Key', signature.keyId],
            ['Ed25519 public key (SPKI, base64)', signature.publicKey],
            ['Signature (base64)', signature.value],
            ['Over', 'certificate.json as JSON on one line, with "signature" null'],
          ]),
    ),
  ];
  return htmlPage(
    title,
    STYLE,
    `<header><h1>${escapeHtml(title)}</h1><p>${escapeHtml(said)}</p></header>\n${body.join('\n')}`,
  );
}
