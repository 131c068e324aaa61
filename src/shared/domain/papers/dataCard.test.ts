import { describe, expect, it } from 'vitest';
import { dataCard } from './dataCard';
import { madeUpFacts } from './facts.testing';
import type { Paper } from './paper';

const textOf = (paper: Paper): string => JSON.stringify(paper.blocks);
const headings = (paper: Paper): string[] =>
  paper.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 2 ? [block.text] : []));

describe('a data card', () => {
  it('follows Article 10(2)(a) to (h) and 10(3)', () => {
    expect(headings(dataCard(madeUpFacts()))).toEqual([
      '(a) Design choices',
      '(b) Collection, origin and original purpose',
      '(c) Preparation',
      '(d) Assumptions',
      '(e) Availability, quantity and suitability',
      '(f) Examination for bias',
      '(g) Measures against bias',
      '(h) Gaps and shortcomings',
      'Article 10(3): relevance, representativeness, errors, completeness',
      'How to check this',
      'To be said with every copy',
    ]);
  });

  it('never says “anonymous”, and no accuracy of LFW', () => {
    const text = textOf(dataCard(madeUpFacts()));
    expect(text).not.toMatch(/anonym/i);
    expect(text).not.toMatch(/LFW/);
  });

  it('says what is missing instead of leaving it out', () => {
    const facts = madeUpFacts();
    const bare = madeUpFacts({
      syn: facts.syn === null ? null : { ...facts.syn, privacy: { state: { state: 'missing' }, report: null } },
      signatureKeyId: null,
    });
    const text = textOf(dataCard(bare));
    expect(text).toContain('Not computed: there is no quality card');
    expect(text).toContain('Not tested: there is no privacy report');
    expect(text).toContain('none: no key was at hand');
  });

  it('does not print figures of a privacy report that no longer holds', () => {
    const facts = madeUpFacts();
    const { syn } = facts;
    if (syn === null) throw new Error('a mix has a synthetic part');
    const reason = 'One decision was made or taken back since.';
    const state = { state: 'stale', runId: syn.privacy.report?.runId, createdAt: '2026-11-20T00:00:00.000Z', reason };
    const stale = madeUpFacts({
      syn: { ...syn, privacy: { ...syn.privacy, state: state as typeof syn.privacy.state } },
    });
    const text = textOf(dataCard(stale));
    expect(text).toContain(reason);
    expect(text).not.toContain('0.930');
  });

  it('labels attributes as requested', () => {
    const text = textOf(dataCard(madeUpFacts()));
    expect(text).toContain('Requested attributes of the synthetic identities');
    expect(text).toContain('Requested attribute');
  });

  it('of synthetic faces alone says nothing of subjects, and the other way round', () => {
    const { info } = madeUpFacts();
    const syn = textOf(dataCard(madeUpFacts({ info: { ...info, kind: 'syn', real: null }, real: null })));
    expect(syn).not.toContain('Subjects whose consent covers it');
    const real = textOf(
      dataCard(madeUpFacts({ info: { ...info, kind: 'real', syn: null, recipe: null, fingerprint: null }, syn: null })),
    );
    expect(real).not.toContain('Likeness to real people');
    expect(real).not.toContain('Generator');
  });
});
