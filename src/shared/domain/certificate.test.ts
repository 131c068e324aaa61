import { describe, expect, it } from 'vitest';
import { Certificate, missedShareBound, repeatCommand, whatChanged } from './certificate';
import { certificateOf } from './certificate.testing';
import { certificateWords } from './certificateWords';

describe('bound on what a check by chance misses', () => {
  it('is the p with (1 − p)^K = 0.05', () => {
    expect(missedShareBound(50, 20_000)).toBeCloseTo(0.0582, 4);
    expect(Math.pow(1 - missedShareBound(299, 20_000), 299)).toBeCloseTo(0.05, 10);
  });
  it('is 0 where all were checked and 1 where none was', () => {
    expect(missedShareBound(20, 20)).toBe(0);
    expect(missedShareBound(0, 20)).toBe(1);
  });
});

describe('certificate', () => {
  it('survives its own file and refuses keys that it does not know', () => {
    const certificate = certificateOf();
    expect(Certificate.parse(JSON.parse(JSON.stringify(certificate)))).toEqual(certificate);
    expect(Certificate.safeParse({ ...certificate, signedBy: 'me' }).success).toBe(false);
  });

  it('says what 50 of 20,000 mean, and nothing of chance where all were checked', () => {
    const [, , chance] = certificateWords(certificateOf()).proves;
    expect(chance).toContain('less than 5.9 %');
    const all = certificateOf({ export: { ...certificateOf().export, synthetic: 50 } });
    expect(certificateWords(all).proves.join(' ')).toContain('All synthetic samples were checked');
  });

  it('claims nothing where it was refuted', () => {
    const words = certificateWords(certificateOf({ result: 'refuted' }));
    expect(words.title).toBe('Refuted');
    expect(words.proves).toEqual([]);
  });

  it('names what changed since', () => {
    const before = certificateOf();
    expect(whatChanged(before, certificateOf({ createdAt: '2027-01-01T00:00:00.000Z' }))).toEqual([]);
    const now = certificateOf({
      export: { ...before.export, manifestSha256: '3'.repeat(64) },
      result: 'refuted',
      check: { ...before.check, identical: 49 },
    });
    expect(whatChanged(before, now)).toEqual([
      expect.stringContaining('manifest.jsonl is another file'),
      'The result was “proven” and is “refuted”.',
      '49 of 50 samples are identical; certified were 50 of 50.',
    ]);
  });

  it('gives a command that a shell takes as it stands', () => {
    expect(repeatCommand(certificateOf())).toBe('outis prove --check certificate.json --export "Syn_4_5"');
  });
});
