import { DatasetInfo } from '../exportManifest';
import { JobId, SampleId, SetId } from '../ids';
import { FACE_API_JUDGE } from '../judges';
import { PrivacyReport } from '../privacy';
import type { CurationFacts, DataCardFacts } from './dataCardFacts';

const SET = SetId.parse('ds_syn1');
const REAL = SetId.parse('ds_real1');
const hash = (digit: string): string => digit.repeat(64);

const part = (setId: SetId, setName: string) => ({
  setId,
  setName,
  identities: 20,
  samples: 10,
  sampleCount: 199,
  curationRevision: 7,
  excludedCount: 12,
  shortIdentities: [{ identity: '00004', samples: 9 }],
});

const curation: CurationFacts = {
  samples: 1234,
  kept: 200,
  excluded: 12,
  undecided: 1022,
  byReason: [
    { reason: 'blurred', count: 8 },
    { reason: 'wrong identity', count: 4 },
  ],
  reviewers: [{ name: 'Ada | B', decisions: 212 }],
  secondOpinions: 3,
  blindTests: 0,
  signOff: 'Signed off by Ada at revision 7',
};

/** A privacy report with every part filled in. */
export const madeUpPrivacyReport = (change: Partial<PrivacyReport> = {}): PrivacyReport =>
  PrivacyReport.parse({
    kind: 'privacy',
    runId: JobId.parse('job_priv1'),
    createdAt: '2026-11-22T12:00:00.000Z',
    program: 'Outis 0.1.0',
    setId: SET,
    name: 'People',
    exported: null,
    curationRevision: 7,
    verdictsSha256: hash('1'),
    samplesSha256: hash('2'),
    judge: FACE_API_JUDGE,
    judgeFingerprint: '0123456789abcdef',
    counts: { identities: 20, samples: 199, excluded: 12, mixed: 0, notJudged: 0 },
    against: [
      { setId: REAL, name: 'Volunteers', people: 12, pictures: 96, withoutConsent: 8, samplesSha256: hash('3') },
    ],
    againstAllReal: true,
    nearestReal: {
      samples: 199,
      median: 0.71,
      p95: 0.84,
      p99: 0.9,
      max: 0.93,
      shareFrom06: 0.9,
      strangers: { pictures: 96, median: 0.8, p95: 0.85, p99: 0.88, max: 0.9 },
      impostor: { pairs: 4224, isDrawn: false, median: 0.6, p95: 0.7, p99: 0.8, max: 0.9 },
      curves: {
        low: 0.4,
        high: 1,
        curves: [
          { name: 'each sample and its nearest real picture', counts: [0, 3, 5, 9, 2, 1] },
          { name: 'pairs of real strangers', counts: [9, 5, 2, 1, 0, 0] },
        ],
      },
      thresholds: [
        { status: 'resolved', fmr: 0.001, threshold: 0.88, impostorsAbove: 4, samplesAbove: 3 },
        { status: 'not-resolvable', fmr: 0.0001, pairsNeeded: 10000 },
      ],
      aboveJudge: 1,
    },
    pairs: [
      {
        sample: SampleId.parse('i000003s0002'),
        other: { setId: REAL, sampleId: SampleId.parse('i000001s0004') },
        cosine: 0.93,
        decision: 'keep',
        reason: null,
        decidedBy: 'Ada',
        falseAlarm: { who: 'Bo <b>', at: '2026-11-22T11:00:00.000Z' },
        mayShow: true,
      },
      {
        sample: SampleId.parse('i000004s0000'),
        other: { setId: REAL, sampleId: SampleId.parse('i000002s0000') },
        cosine: 0.91,
        decision: 'exclude',
        reason: 'wrong-identity',
        decidedBy: 'Ada',
        falseAlarm: null,
        mayShow: false,
      },
    ],
    generator: { name: 'graphics 1', fingerprint: hash('c'), trainingSet: 'none', words: 'It has none.' },
    collisions: {
      samples: 199,
      median: 0.7,
      p95: 0.8,
      p99: 0.9,
      max: 0.95,
      threshold: 0.926,
      samplesAbove: 2,
      identityPairs: 1,
      uniqueIdentities: 19,
      identities: 20,
      top: [{ sample: SampleId.parse('i000003s0002'), other: SampleId.parse('i000005s0001'), cosine: 0.95 }],
    },
    separability: null,
    duplicates: {
      realPictures: 96,
      exact: 0,
      near: 1,
      pairs: [
        {
          sample: SampleId.parse('i000003s0002'),
          other: { setId: REAL, sampleId: SampleId.parse('i000001s0004') },
          kind: 'near',
        },
      ],
    },
    notTested: ['People who are in none of the real sets.'],
    cautions: ['A larger real set lifts every maximum.'],
    ...change,
  });

/** A mixed export of which everything is known. */
export function madeUpFacts(change: Partial<DataCardFacts> = {}): DataCardFacts {
  const report = madeUpPrivacyReport();
  return {
    info: DatasetInfo.parse({
      outis: 1,
      name: 'Mix_20_10_20_10',
      kind: 'mix',
      isMarked: true,
      createdAt: '2026-11-22T12:34:56.000Z',
      program: 'Outis 0.1.0',
      syn: part(SET, 'People'),
      real: part(REAL, 'Volunteers'),
      classCount: 40,
      labelOffset: 20,
      recipe: { identities: 20, samples: 10, seed: 3 },
      fingerprint: {
        generator: 'graphics',
        version: '9',
        assetsSha256: hash('a'),
        encoderSha256: hash('b'),
        sha256: hash('c'),
      },
      requestedBalance: {
        identities: 20,
        sex: [
          { group: 'women', target: 10, achieved: 10 },
          { group: 'men', target: 10, achieved: 10 },
        ],
        leadingAncestry: [{ group: 'african', target: 20, achieved: 20 }],
        ageYears: [{ group: '20–30 years', target: 20, achieved: 20 }],
      },
      pairs: { file: 'pairs.txt', folds: 10, pairsPerFold: 300 },
      manifestSha256: hash('d'),
      statement: 'This dataset mixes images rendered by a program with images of real people.',
    }),
    image: { widthPx: 112, heightPx: 112, bytes: 1_234_567 },
    syn: {
      from: 'recipe',
      curation,
      mixedSamples: 0,
      card: null,
      privacy: { state: { state: 'fresh', runId: report.runId, createdAt: report.createdAt }, report },
    },
    real: {
      curation: { ...curation, reviewers: [], kept: 0, undecided: 1222, byReason: [], signOff: '' },
      consent: {
        subjects: 20,
        byPurpose: [
          { purpose: 'training', subjects: 20 },
          { purpose: 'display', subjects: 11 },
        ],
        biometric: { agreed: 18, refused: 0, notRecorded: 2 },
        notices: [{ version: '2026-03 Ενημέρωση', sha256: hash('e'), subjects: 18 }],
        withoutNotice: 2,
        withEvidence: 18,
        firstDate: '2026-03-01',
        lastDate: '2026-04-09',
        firstExpiry: '2028-03-01',
        firstDestroyBy: '2029-03-01',
        withoutConsent: 10,
      },
      alignerFingerprint: 'aligner-1',
      refused: 4,
      card: null,
    },
    signatureKeyId: '00112233445566aa',
    ...change,
  };
}
