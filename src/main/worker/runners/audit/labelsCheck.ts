import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { type ExportFormat, isFileFormat } from '@shared/domain/exportFormat';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import { Findings } from './findings';
import type { LinesCheck } from './linesCheck';

/** SynFace's soft label in a file name: own class and weight, partner class and weight, both 1-based. */
const SOFT_LABEL = /^\d+_(\d+)x([\d.]+)_\((\d+)\)x([\d.]+)\.[a-z0-9]+$/;

/** Names print weights with three digits. */
const WEIGHT_TOLERANCE = 6e-4;

/** Is the class of each line the one that a loader will give the image, and do mixed labels stay inside? */
export class LabelsCheck implements LinesCheck {
  private readonly findings = new Findings('labels');
  /** Class of each folder of identities, and where it was met first. */
  private readonly folders = new Map<string, { readonly label: number; readonly number: number }>();
  private readonly identities = new Map<number, string>();
  private mixed = 0;

  constructor(private readonly format: ExportFormat) {}

  line(line: ManifestLine, number: number): void {
    const place = `manifest.jsonl, line ${number}`;
    const identity = `${line.origin} ${line.setId} ${line.identityIndex}`;
    const known = this.identities.get(line.label);
    if (known === undefined) this.identities.set(line.label, identity);
    else if (known !== identity) this.findings.add(place, `class ${line.label} is two identities`);
    if (line.partner !== null) this.mixed++;
    if (isFileFormat(this.format)) {
      this.folder(line, number);
      this.softLabel(line, place);
    }
  }

  end(info: DatasetInfo): AuditTopicResult {
    // Loaders number classes by the sorted names of their folders; DigiFace's by the number that the name is.
    if (this.format === 'digiface') {
      for (const [folder, { label, number }] of this.folders)
        if (Number(folder) !== label) this.wrongFolder(folder, number, label, Number(folder));
    } else if (isFileFormat(this.format)) {
      for (const [position, folder] of [...this.folders.keys()].sort().entries()) {
        const { label, number } = this.folders.get(folder) ?? { label: -1, number: 0 };
        if (label !== position) this.wrongFolder(folder, number, label, position);
      }
    }
    const labels = [...this.identities.keys()].sort((a, b) => a - b);
    const gap = labels.findIndex((label, position) => label !== position);
    if (gap !== -1) this.findings.add('manifest.jsonl', `no image has class ${gap}`);
    const outside = info.labelOffset > 0 ? info.labelOffset : info.classCount;
    return this.findings.result(
      `${labels.length} classes without gaps${this.mixed === 0 ? '' : `, ${this.mixed} mixed images with partners below class ${outside}`}`,
    );
  }

  private wrongFolder(folder: string, number: number, label: number, loaded: number): void {
    this.findings.add(
      `manifest.jsonl, line ${number}`,
      `the manifest says class ${label}, a loader gives folder ${folder} class ${loaded}`,
    );
  }

  private folder(line: ManifestLine, number: number): void {
    const folder = line.path.split('/').at(-2) ?? '';
    const known = this.folders.get(folder);
    if (known === undefined) this.folders.set(folder, { label: line.label, number });
    else if (known.label !== line.label)
      this.findings.add(
        `manifest.jsonl, line ${number}`,
        `folder ${folder} has class ${known.label} in line ${known.number} and ${line.label} here`,
      );
  }

  private softLabel({ path, label, partner }: ManifestLine, place: string): void {
    const name = path.split('/').at(-1) ?? '';
    const match = SOFT_LABEL.exec(name);
    if (match === null) {
      if (partner !== null && this.format === 'folder')
        this.findings.add(place, `${path} is mixed, and its name does not say so`);
      return;
    }
    const [own, weight, other, rest] = match.slice(1).map(Number) as [number, number, number, number]; // four groups
    const expected = partner ?? { label, weight: 1 };
    const isRight =
      own === label + 1 &&
      other === expected.label + 1 &&
      Math.abs(weight - expected.weight) < WEIGHT_TOLERANCE &&
      Math.abs(weight + rest - 1) < 1e-9 + 1e-6;
    if (!isRight) this.findings.add(place, `the name ${name} gives another soft label than the manifest`);
  }
}
