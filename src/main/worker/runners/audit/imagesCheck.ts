import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { type DigitalSourceType, digitalSourceTypeOf } from '@shared/domain/digitalSourceType';
import type { DatasetInfo } from '@shared/domain/exportManifest';
import { readMark, withoutMark } from '../../../formats/marks/markImage';
import { sha256Hex } from '../../../platform/hash';
import { Findings } from './findings';
import type { ManifestIndex } from './manifestIndex';

/** An image as it was met in the export. */
export interface MetImage {
  readonly path: string;
  readonly entry: string;
  readonly bytes: Uint8Array;
  /** Class as the pack stores it; null where the format keeps none with the image. */
  readonly label: number | null;
}

/** Holds every image that the export has against the line that names it: bytes, class in a pack, and mark. */
export class ImagesCheck {
  private readonly files = new Findings('files');
  private readonly marks = new Findings('marks');
  private readonly packLabels = new Findings('labels');
  private readonly met: Uint8Array;
  private metCount = 0;
  private marked = 0;

  constructor(
    private readonly index: ManifestIndex,
    private readonly info: DatasetInfo,
  ) {
    this.met = new Uint8Array(index.count);
  }

  image({ path, entry, bytes, label }: MetImage): void {
    const line = this.index.find(path, entry);
    if (line === null) {
      this.stray(entry === '' ? path : `${path}, entry ${entry}`);
      return;
    }
    const place = this.index.wordsOf(line);
    if (this.met[line] === 1) this.files.add(place, 'it is there twice');
    else this.metCount++;
    this.met[line] = 1;
    const sha256 = sha256Hex(bytes);
    if (sha256 !== this.index.sha256Of(line)) {
      this.files.add(
        place,
        `its SHA-256 is ${sha256.slice(0, 12)}…, the manifest says ${this.index.sha256Of(line).slice(0, 12)}…`,
      );
    }
    if (label !== null && label !== this.index.labelOf(line))
      this.packLabels.add(place, `it is stored as class ${label}, the manifest says ${this.index.labelOf(line)}`);
    this.mark(line, place, bytes);
  }

  /** A file that no line names. */
  stray(place: string): void {
    this.files.add(place, 'it lies in the export, and the manifest does not name it');
  }

  /** A file that is there and cannot be read as what it is. */
  unreadable(place: string, why: string): void {
    this.files.add(place, why);
  }

  /** What packs say of classes; goes to the line about labels. */
  get labelFindings(): Findings {
    return this.packLabels;
  }

  filesResult(): AuditTopicResult {
    for (let line = 0; line < this.index.count; line++)
      if (this.met[line] !== 1) this.files.add(this.index.wordsOf(line), 'it is missing');
    return this.files.result(`${this.metCount} of ${this.index.count} images found and hashed anew`);
  }

  marksResult(): AuditTopicResult {
    const reason = this.info.unmarkedReason;
    if (this.info.isMarked)
      return this.marks.result(`${this.marked} images name their source type in XMP, as the manifest says`);
    return this.marks.result(
      reason === undefined
        ? 'The images carry no mark of their origin; no reason is given.'
        : `The images carry no mark of their origin. Reason given: ${reason}`,
      'caution',
    );
  }

  private mark(line: number, place: string, bytes: Uint8Array): void {
    const found = readMark(bytes);
    const origin = this.index.originOf(line);
    const { fingerprint, real } = this.info;
    const generator = origin === 'syn' ? (fingerprint?.generator ?? null) : null;
    const expected = digitalSourceTypeOf(origin, generator, real?.declaredSynthetic);
    if (!this.info.isMarked) {
      // A mark that is there all the same must not claim a camera for a drawn face, nor the other way round.
      if (found !== null && !fits(found, expected))
        this.marks.add(place, `its XMP says ${found}, it should be ${expected}`);
      return;
    }
    if (found === null) this.marks.add(place, 'it carries no mark');
    else if (!fits(found, expected)) this.marks.add(place, `its XMP says ${found}, it should be ${expected}`);
    else this.marked++;
    const unmarked = this.index.unmarkedOf(line);
    if (unmarked !== null && sha256Hex(withoutMark(bytes)) !== unmarked)
      this.marks.add(place, 'without its mark it is not the image that the library held');
  }
}

/** A real picture that says itself that an algorithm made or changed it keeps that statement. */
const fits = (found: DigitalSourceType, expected: DigitalSourceType): boolean =>
  found === expected || (expected === 'digitalCapture' && found !== 'digitalCapture');
