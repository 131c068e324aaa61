import { join } from 'node:path';
import { keyOfSample } from '@shared/domain/curationSamples';
import type { DiffSide } from '@shared/domain/exportDiff';
import { DatasetInfo, type ManifestLine } from '@shared/domain/exportManifest';
import { SampleId, type SetId } from '@shared/domain/ids';
import type { Origin } from '@shared/domain/setInfo';
import type { CancelSignal } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import { MANIFEST_FILE, ManifestReader } from '../exportFolder/manifestLines';
import { readJsonAs } from '../jsonFile';
import { readUsableSamples } from '../usableSamples';

/** A sample of one side. */
export interface DiffLine {
  readonly origin: Origin;
  readonly setId: SetId;
  readonly sampleId: SampleId;
  readonly key: number;
  readonly identity: string;
  /** Of the bytes without a mark. */
  readonly plainSha256: string;
  /** What only an export has; null in a set. */
  readonly out: {
    readonly sha256: string;
    readonly label: number;
    readonly path: string;
    readonly entry: string;
  } | null;
}

/** What of a part decides which samples go out. */
export interface DiffPartInfo {
  readonly origin: Origin;
  readonly setId: SetId;
  readonly setName: string;
  readonly revision: number;
  readonly samples: number | null;
  readonly list: { readonly name: string; readonly sha256: string } | null;
}

export interface OpenedSide {
  readonly name: string;
  readonly place: string;
  readonly createdAt: string | null;
  readonly parts: readonly DiffPartInfo[];
  /** dataset.json; null for a set. */
  readonly dataset: DatasetInfo | null;
  /** In order of part (synthetic first), set and sample; to be walked once. */
  lines(signal: CancelSignal): AsyncIterable<DiffLine>;
}

/** @throws Failure not-found, corrupt-data, invalid-input, io */
export const openSide = (side: DiffSide, libraryPath: string): Promise<OpenedSide> =>
  side.type === 'folder' ? openFolder(side.directory) : openSet(libraryPath, side.setId, side.revision);

async function openFolder(directory: string): Promise<OpenedSide> {
  const dataset = await readJsonAs(join(directory, 'dataset.json'), DatasetInfo);
  const part = (origin: Origin, info: DatasetInfo['syn']): DiffPartInfo[] =>
    info === null
      ? []
      : [
          {
            origin,
            setId: info.setId,
            setName: info.setName,
            revision: info.curationRevision,
            samples: info.samples,
            list: info.list ?? null,
          },
        ];
  return {
    name: dataset.name,
    place: directory,
    createdAt: dataset.createdAt,
    parts: [...part('syn', dataset.syn), ...part('real', dataset.real)],
    dataset,
    lines: (signal) => manifestLines(directory, signal),
  };
}

async function* manifestLines(directory: string, signal: CancelSignal): AsyncGenerator<DiffLine> {
  for await (const { number, line, fault } of new ManifestReader(directory).entries(signal)) {
    const place = `${join(directory, MANIFEST_FILE)}, line ${number}`;
    if (line === null) throw damaged(place, fault);
    yield lineOf(line, place);
  }
}

function lineOf(line: ManifestLine, place: string): DiffLine {
  const id = SampleId.safeParse(line.sampleId);
  if (!id.success) throw damaged(place, 'it names no sample');
  const { origin, setId, identity, sha256, unmarkedSha256, label, path, entry } = line;
  const out = { sha256, label, path, entry: entry ?? '' };
  return {
    origin,
    setId,
    sampleId: id.data,
    key: keyOfSample(id.data),
    identity,
    plainSha256: unmarkedSha256 ?? sha256,
    out,
  };
}

const damaged = (place: string, why: string): Failure =>
  new Failure({
    code: 'corrupt-data',
    message: `The manifest of the export cannot be used: ${why}.`,
    place,
    remedy: 'Audit the export; what was changed in it cannot be compared.',
  });

async function openSet(libraryPath: string, setId: SetId, revision: number | null): Promise<OpenedSide> {
  const source = await readUsableSamples(
    libraryPath,
    setId,
    'export',
    revision === null ? {} : { upToRevision: revision },
  );
  const { info, rows, curationRevision } = source;
  if (revision !== null && curationRevision < revision) {
    throw new Failure({
      code: 'invalid-input',
      message: `“${info.name}” has ${curationRevision} decisions; revision ${revision} is not there.`,
      place: setId,
      remedy: 'Name a revision that the set has had.',
    });
  }
  const origin = info.kind;
  return {
    name: info.name,
    place: `${info.name}@${curationRevision}`,
    createdAt: null,
    parts: [{ origin, setId, setName: info.name, revision: curationRevision, samples: null, list: null }],
    dataset: null,
    // eslint-disable-next-line @typescript-eslint/require-await -- the rows are there; a manifest's lines are not
    lines: async function* () {
      for (const { id, identityName, sha256 } of rows)
        yield {
          origin,
          setId,
          sampleId: id,
          key: keyOfSample(id),
          identity: identityName,
          plainSha256: sha256,
          out: null,
        };
    },
  };
}
