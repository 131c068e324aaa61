import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import type { DatasetInfo, ManifestLine } from '@shared/domain/exportManifest';
import type { Origin } from '@shared/domain/setInfo';
import { Findings } from './findings';
import type { LinesCheck } from './linesCheck';

/** Do the numbers of dataset.json hold for the lines of manifest.jsonl? */
export class CountsCheck implements LinesCheck {
  private readonly findings = new Findings('counts');
  /** Images by class, each origin for itself. */
  private readonly classes: Record<Origin, Map<number, number>> = { syn: new Map(), real: new Map() };

  constructor(private readonly manifestSha256: () => string | null) {}

  /** Lines that could not be read count for nothing, and are named. */
  unreadable(number: number, fault: string): void {
    this.findings.add(`manifest.jsonl, line ${number}`, fault);
  }

  line({ origin, label }: ManifestLine): void {
    const classes = this.classes[origin];
    classes.set(label, (classes.get(label) ?? 0) + 1);
  }

  end(info: DatasetInfo): AuditTopicResult {
    if (this.manifestSha256() !== info.manifestSha256)
      this.findings.add('manifest.jsonl', 'its SHA-256 is not the one that dataset.json gives');
    for (const origin of ['syn', 'real'] as const) this.part(info, origin);
    const { syn, real } = this.classes;
    const classCount = syn.size + real.size;
    this.expect('classCount', info.classCount, classCount);
    if (info.real !== null) this.expect('labelOffset', info.labelOffset, syn.size);
    const kind = syn.size > 0 && real.size > 0 ? 'mix' : real.size > 0 ? 'real' : 'syn';
    if (kind !== info.kind) this.findings.add('dataset.json, kind', `it says ${info.kind}, the manifest holds ${kind}`);
    const images = total(syn) + total(real);
    return this.findings.result(`${images} images of ${classCount} classes counted in the manifest`);
  }

  private part(info: DatasetInfo, origin: Origin): void {
    const said = info[origin];
    const classes = this.classes[origin];
    this.expect(`${origin}.identities`, said?.identities ?? 0, classes.size);
    this.expect(`${origin}.sampleCount`, said?.sampleCount ?? 0, total(classes));
    if (said === null) return;
    const short = said.shortIdentities.length;
    const unequal = [...classes.values()].filter((count) => count !== said.samples).length;
    if (unequal !== short)
      this.findings.add(
        `dataset.json, ${origin}.samples`,
        `${unequal} classes do not have ${said.samples} images, dataset.json lists ${short}`,
      );
  }

  private expect(field: string, said: number, counted: number): void {
    if (said !== counted) this.findings.add(`dataset.json, ${field}`, `it says ${said}, the manifest gives ${counted}`);
  }
}

const total = (classes: ReadonlyMap<number, number>): number =>
  [...classes.values()].reduce((sum, count) => sum + count, 0);
