import type { CardReport } from '../card';
import type { ConsentPurpose } from '../consent';
import type { DatasetInfo } from '../exportManifest';
import type { PrivacyReport, PrivacyState } from '../privacy';

/** What was decided about the samples of one set, up to the revision that an export pins. */
export interface CurationFacts {
  readonly samples: number;
  readonly kept: number;
  readonly excluded: number;
  readonly undecided: number;
  /** Of the excluded ones, most frequent first; in the library's own words. */
  readonly byReason: readonly { readonly reason: string; readonly count: number }[];
  /** Whose decisions stand. */
  readonly reviewers: readonly { readonly name: string; readonly decisions: number }[];
  readonly secondOpinions: number;
  readonly blindTests: number;
  /** In words; empty where nobody has signed. */
  readonly signOff: string;
}

/** What the subjects of a real part agreed to. Never who they are. */
export interface ConsentFacts {
  readonly subjects: number;
  readonly byPurpose: readonly { readonly purpose: ConsentPurpose; readonly subjects: number }[];
  readonly biometric: { readonly agreed: number; readonly refused: number; readonly notRecorded: number };
  readonly notices: readonly { readonly version: string; readonly sha256: string; readonly subjects: number }[];
  /** Subjects without a recorded notice, and those with a hashed form. */
  readonly withoutNotice: number;
  readonly withEvidence: number;
  /** Days of the first and the last consent. */
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  /** The first day after which a consent, or the right to keep a picture, ends. */
  readonly firstExpiry: string | null;
  readonly firstDestroyBy: string | null;
  /** Samples of the set left out because their subject's consent does not cover export. */
  readonly withoutConsent: number;
}

/** Everything a data card is written from; what is null is said to be missing. */
export interface DataCardFacts {
  readonly info: DatasetInfo;
  readonly image: { readonly widthPx: number; readonly heightPx: number; readonly bytes: number };
  readonly syn: {
    readonly from: 'recipe' | 'twin' | 'by-hand';
    readonly curation: CurationFacts;
    readonly mixedSamples: number;
    /** The newest quality card, where it was made of these very decisions. */
    readonly card: CardReport | null;
    readonly privacy: { readonly state: PrivacyState; readonly report: PrivacyReport | null };
  } | null;
  readonly real: {
    readonly curation: CurationFacts;
    readonly consent: ConsentFacts;
    readonly alignerFingerprint: string;
    /** Pictures of the imported folder that did not become samples. */
    readonly refused: number;
    readonly card: CardReport | null;
  } | null;
  readonly signatureKeyId: string | null;
}
