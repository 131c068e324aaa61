import { declaredText } from '../declaredSynthetic';
import type { DataCardFacts } from './dataCardFacts';
import { assumptions, preparation } from './dataCardPreparation';
import { checks, disclaimers, gaps, representativeness } from './dataCardGaps';
import { biasExamination, measures, quantity } from './dataCardQuality';
import { designChoices, origin } from './dataCardOrigin';
import { dayText } from './numbers';
import { type Block, heading, type Paper, paragraph } from './paper';

const KIND = { syn: 'synthetic faces', real: 'faces of real people', mix: 'synthetic faces and faces of real people' };

const kindText = ({ kind, real }: DataCardFacts['info']): string => {
  if (real?.declaredSynthetic === undefined) return KIND[kind];
  return `${kind === 'mix' ? 'synthetic faces and ' : ''}faces ${declaredText(real.declaredSynthetic)}`;
};

/**
 * The data card of an export: what the program knows, in the order of Article 10(2)(a)–(h) and 10(3) of the AI Act. What the program does
 * not know is said to be open, never filled in.
 */
export function dataCard(facts: DataCardFacts): Paper {
  const { info } = facts;
  const section = (title: string, body: readonly Block[]): Block[] => [heading(title), ...body];
  return {
    title: `Data card of ${info.name}`,
    subtitle: `${info.classCount} classes of ${kindText(info)} · made ${dayText(info.createdAt)} by ${info.program}`,
    createdAt: info.createdAt,
    program: info.program,
    blocks: [
      paragraph(
        'Written by the program from its own records when the export was made. The headings follow Article 10(2)(a) to (h) and 10(3) of Regulation (EU) 2024/1689 (AI Act), so that a provider can take the answers over; whether they suffice for a given system is the provider’s judgement. This is no legal advice.',
      ),
      paragraph(info.statement),
      ...section('(a) Design choices', designChoices(facts)),
      ...section('(b) Collection, origin and original purpose', origin(facts)),
      ...section('(c) Preparation', preparation(facts)),
      ...section('(d) Assumptions', assumptions(facts)),
      ...section('(e) Availability, quantity and suitability', quantity(facts)),
      ...section('(f) Examination for bias', biasExamination(facts)),
      ...section('(g) Measures against bias', measures(facts)),
      ...section('(h) Gaps and shortcomings', gaps(facts)),
      ...section('Article 10(3): relevance, representativeness, errors, completeness', representativeness(facts)),
      ...section('How to check this', checks(facts)),
      ...section('To be said with every copy', disclaimers(facts)),
    ],
  };
}
