import type { ImportSpec } from '@shared/domain/jobs';
import type { SetId } from '@shared/domain/ids';
import { isErasedName } from '@shared/domain/withdrawal';
import { throwIfCancelled } from '@shared/lib/abort';
import { Failure } from '@shared/lib/failure';
import type { ConsentsInForce } from '../../../storage/consentsInForce';
import { appendImportIssues, finalIssue, type ImportIssueLine } from '../../../storage/importLog';
import type { SetWriter } from '../../../storage/setWriter';
import type { PlannedPicture } from './importedSample';
import { importPicture, type BatchOutcome, type PictureTools } from './importPicture';
import type { ImportSource } from './importSource';
import type { SourcePicture } from './sourcePicture';

/** Pictures per committed batch: little is lost by a kill, and the table has few parts. */
const BATCH_SIZE = 64;

export interface StoreRequest extends PictureTools {
  readonly libraryPath: string;
  readonly setId: SetId;
  readonly source: ImportSource;
  readonly writer: SetWriter;
  readonly consents: ConsentsInForce;
}

const emptyBatch = (): BatchOutcome => ({ rows: [], files: [], issues: [] });

/** Takes in what no earlier run has committed, one picture after the other. @throws Failure cancelled, disk-full, conflict */
export async function storePictures(request: StoreRequest): Promise<void> {
  const { libraryPath, setId, source, writer, context } = request;
  const report = (done: number): void =>
    context.progress({ phase: 'import', done, total: source.total, unit: 'pictures' });
  let batch = emptyBatch();
  const commit = async (index: number): Promise<void> => {
    if (writer.committedBatches.has(index)) return;
    // The list first: a kill in between repeats its lines, and a later line about a picture replaces the earlier one.
    await appendImportIssues(libraryPath, setId, batch.issues);
    await writer.commitBatch(index, batch.rows, batch.files);
    batch = emptyBatch();
  };
  report(0);
  let done = 0;
  for await (const picture of source.pictures(context.signal)) {
    throwIfCancelled(context.signal);
    const index = Math.floor(done / BATCH_SIZE);
    if (!writer.committedBatches.has(index)) await take(picture, request, batch);
    report(++done);
    if (done % BATCH_SIZE === 0) await commit(index);
  }
  if (done % BATCH_SIZE !== 0) await commit(Math.floor(done / BATCH_SIZE));
  if (done === source.total) return;
  throw new Failure({
    code: 'conflict',
    message: `The dataset has ${done} pictures and had ${source.total} when this import began.`,
    place: request.spec.folder,
    remedy: 'Put it back as it was and resume, or begin a new import.',
  });
}

async function take(picture: SourcePicture, request: StoreRequest, batch: BatchOutcome): Promise<void> {
  const { spec, consents } = request;
  // A subject who has withdrawn meanwhile has no name in the plan any more, and is in no list.
  if (isErasedName(picture.subject)) return;
  if (!mayBeStored(spec, consents, picture.subject)) {
    batch.issues.push(withoutConsent(picture));
    return;
  }
  await importPicture(picture, request, batch);
  // Between pictures the process hears a cancel.
  await new Promise((resolve) => setImmediate(resolve));
}

/** Without a consent file everything is stored and nothing may be used, but nobody who has withdrawn since. */
const mayBeStored = (spec: ImportSpec, consents: ConsentsInForce, subject: string): boolean =>
  spec.consentFile === null ? consents.recordOf(subject)?.status !== 'withdrawn' : consents.allowsAnything(subject);

const withoutConsent = ({ path, subject }: PlannedPicture): ImportIssueLine =>
  finalIssue(
    path,
    'no-consent',
    'The subject consents to no use today; the picture was not read and nothing of it is stored.',
    subject,
  );
