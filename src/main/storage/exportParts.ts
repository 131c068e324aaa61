import type { ExportPart, ExportSpec, FrozenListRef } from '@shared/domain/jobs';
import { keyOfSample } from '@shared/domain/curationSamples';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { selectSamples, type Selection } from '@shared/domain/exportSelection';
import type { SampleRow } from '@shared/domain/sample';
import type { Origin } from '@shared/domain/setInfo';
import { Failure, type ErrorCode } from '@shared/lib/failure';
import { frozenListOf } from './frozenListFile';
import { readUsableSamples, type UsableSamples } from './usableSamples';

/** One set's part in an export: what was asked for, what may be used, and what was chosen. */
export interface DraftPart {
  readonly kind: Origin;
  readonly request: ExportPart;
  readonly source: UsableSamples;
  readonly selection: Selection<SampleRow>;
  /** The frozen list that goes out; null where all that is usable does. */
  readonly list: DraftList | null;
}

export interface DraftList {
  readonly name: string;
  readonly sha256: string;
  readonly samples: number;
  /** Samples of the list that may not go out, or are no longer there. */
  readonly staying: number;
}

export interface ExportProblem {
  readonly blocking: boolean;
  readonly code: ErrorCode;
  readonly text: string;
  readonly remedy: string;
}

/** Revisions that an interrupted export was begun with. */
export interface PinnedRevisions {
  readonly syn: number | null;
  readonly real: number | null;
}

async function listedRows(
  rows: readonly SampleRow[],
  ref: FrozenListRef,
): Promise<{ readonly rows: readonly SampleRow[]; readonly list: DraftList }> {
  const keys = await frozenListOf(ref);
  const wanted = new Set<number>(keys);
  const chosen = rows.filter(({ id }) => wanted.has(keyOfSample(id)));
  const { name, sha256 } = ref;
  return { rows: chosen, list: { name, sha256, samples: keys.length, staying: keys.length - chosen.length } };
}

/** Reads one set and chooses what goes out of it. @throws Failure not-found, corrupt-data, invalid-input, conflict, io */
export async function readPart(
  libraryPath: string,
  kind: Origin,
  request: ExportPart,
  spec: ExportSpec,
  pinned: PinnedRevisions | null,
): Promise<DraftPart> {
  const revision = pinned?.[kind] ?? request.revision;
  const source = await readUsableSamples(
    libraryPath,
    request.setId,
    'export',
    revision === null ? {} : { upToRevision: revision },
  );
  if (source.info.kind !== kind) {
    throw new Failure({
      code: 'invalid-input',
      message: `The set “${source.info.name}” is ${source.info.kind === 'syn' ? 'synthetic' : isOfRealPeople(source.info) ? 'of real people' : 'imported and declared synthetic'} and was given as the other part.`,
      place: request.setId,
      remedy: 'Name synthetic sets as the synthetic part and imported ones as the real part.',
    });
  }
  if (revision !== null && source.curationRevision < revision) {
    throw new Failure({
      code: 'invalid-input',
      message: `“${source.info.name}” has ${source.curationRevision} decisions; revision ${revision} is not there.`,
      place: request.setId,
      remedy: 'Name a revision that the set has had.',
    });
  }
  const { identities, samples } = request;
  const listed = request.list === null ? null : await listedRows(source.rows, request.list);
  const selection = selectSamples(listed?.rows ?? source.rows, {
    identities,
    samples,
    allowFewer: spec.allowFewer,
    seed: spec.seed,
  });
  return { kind, request, source, selection, list: listed?.list ?? null };
}

/** What stands against a part, and what must be read of it. */
export function partProblems({ request, source, selection, list }: DraftPart, allowFewer: boolean): ExportProblem[] {
  const { info } = source;
  const problems: ExportProblem[] = [];
  const block = (code: ErrorCode, text: string, remedy: string): void => {
    problems.push({ blocking: true, code, text, remedy });
  };
  const note = (text: string, remedy: string): void => {
    problems.push({ blocking: false, code: 'invalid-input', text, remedy });
  };
  if (info.state === 'partial')
    block('conflict', `“${info.name}” is not complete.`, 'Resume the job that makes it, or wait for its end.');
  const chosen = selection.identities.length;
  if (chosen === 0 && info.kind === 'real' && source.rows.length === 0 && source.withoutConsentCount > 0)
    block(
      'no-consent',
      `No subject of “${info.name}” has a valid consent for export.`,
      'Read a consent file that allows the purpose “export”.',
    );
  else if (chosen === 0 || (request.identities !== null && chosen < request.identities))
    block(
      'invalid-input',
      `“${info.name}” has ${selection.availableIdentities} identities with ${allowFewer ? 'usable' : `${request.samples} usable`} samples, ${request.identities ?? 'at least 1'} are asked for.`,
      selection.shortIdentities.length > 0 && !allowFewer
        ? 'Ask for fewer samples per identity or fewer identities, or allow identities with fewer samples.'
        : 'Ask for fewer identities.',
    );
  if (list !== null && list.staying > 0)
    note(
      `${list.staying} of the ${list.samples} samples of the list “${list.name}” stay here: excluded, erased or without consent.`,
      '',
    );
  if (source.withoutConsentCount > 0)
    note(
      `${source.withoutConsentCount} samples of “${info.name}” stay here: their subjects gave no valid consent for export.`,
      'Read a newer consent file if that is out of date.',
    );
  if (selection.partnerOutside > 0)
    note(
      `${selection.partnerOutside} mixed samples of “${info.name}” stay here: their partner identity does not go out.`,
      'Export all identities to keep them.',
    );
  if (selection.shortIdentities.length > 0) {
    const count = selection.shortIdentities.length;
    const fate = allowFewer ? 'go out with what they have' : 'are left out';
    note(`${count} identities of “${info.name}” have fewer than ${request.samples} usable samples and ${fate}.`, '');
  }
  return problems;
}
