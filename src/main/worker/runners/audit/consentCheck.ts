import type { AuditTopicResult } from '@shared/domain/audit/auditReport';
import { type DeclaredSynthetic, isOfRealPeople } from '@shared/domain/declaredSynthetic';
import type { ManifestLine } from '@shared/domain/exportManifest';
import type { SetId } from '@shared/domain/ids';
import { readConsents, type ConsentsInForce } from '../../../storage/consentsInForce';
import { orNull } from '../../../storage/orNull';
import { readSetInfo } from '../../../storage/setStore';
import { Findings } from './findings';

interface Person {
  readonly setId: SetId;
  readonly subject: string;
  images: number;
}

/** Does every real person whose pictures are in the export allow their handing out today, by the register of the open library? */
export class ConsentCheck {
  private readonly findings = new Findings('consent');
  private readonly people = new Map<string, Person>();

  /** @param declared what dataset.json says of the imported part; null: it shows people */
  constructor(private readonly declared: DeclaredSynthetic | null) {}

  line({ origin, setId, identity, consent }: ManifestLine, number: number): void {
    if (origin !== 'real') return;
    if (this.declared !== null && consent !== null)
      this.findings.add(`manifest.jsonl, line ${number}`, 'a consent of somebody who is declared not to exist');
    if (this.declared === null && consent === null)
      this.findings.add(`manifest.jsonl, line ${number}`, 'a real picture without a reference to a consent');
    const subject = consent?.subject ?? identity;
    const key = `${setId} ${subject}`;
    const person = this.people.get(key) ?? { setId, subject, images: 0 };
    person.images++;
    this.people.set(key, person);
  }

  /** @throws Failure io */
  async end(libraryPath: string): Promise<AuditTopicResult> {
    const { size } = this.people;
    if (size === 0) return this.findings.result('The export holds no pictures of real people.');
    if (this.declared !== null) return this.endDeclared(this.declared, libraryPath);
    const registers = new Map<SetId, ConsentsInForce | null>();
    const clockFaults = new Set<string>();
    let unknown = 0;
    for (const { setId, subject, images } of this.people.values()) {
      let consents = registers.get(setId);
      if (consents === undefined) {
        const isHere = (await orNull(readSetInfo(libraryPath, setId))) !== null;
        consents = isHere ? await readConsents(libraryPath, setId) : null;
        registers.set(setId, consents);
      }
      if (consents === null) unknown++;
      else {
        if (consents.clockFault !== null) clockFaults.add(consents.clockFault);
        if (!consents.allows(subject, 'export'))
          this.findings.add(subject, `${images} images; today there is no valid consent to handing them out`);
      }
    }
    for (const fault of clockFaults) this.findings.add('clock', fault);
    if (unknown > 0) {
      return this.findings.result(
        `The register for ${unknown} of ${size} people is not in the library that is open here: ask the maker of the export.`,
        'not-checked',
      );
    }
    return this.findings.result(`${size} real people consent today to their pictures being handed out`);
  }

  private async endDeclared({ by, source }: DeclaredSynthetic, libraryPath: string): Promise<AuditTopicResult> {
    for (const setId of new Set([...this.people.values()].map((person) => person.setId))) {
      const info = await orNull(readSetInfo(libraryPath, setId));
      if (info !== null && isOfRealPeople(info))
        this.findings.add(`set ${setId}`, 'in the library that is open here it is a set of real people');
    }
    return this.findings.result(
      `${this.people.size} identities are declared synthetic by ${by} (${source}); nothing here proves it.`,
      'caution',
    );
  }
}
