import { z } from 'zod';
import { Decision, DecisionKey, ExclusionReason, Tag } from '../domain/curation';
import { SampleSet } from '../domain/curationSamples';
import { CurationSettings } from '../domain/curationSettings';
import { SetId } from '../domain/ids';
import { procedure } from './define';
import { CurationChange, CurationView } from './views';

const said = {
  setId: SetId,
  who: z.string().min(1).max(80),
  /** The same key twice is one decision: the second call answers what the first one did. */
  key: DecisionKey.optional(),
};
const ofSamples = { ...said, samples: SampleSet, note: z.string().max(500).default('') };

/** All that changes the journal is committed to it before it answers. */
export const curationProcedures = {
  'curation.state': procedure(z.strictObject({ setId: SetId }), CurationView),
  'curation.decide': procedure(
    z.strictObject({ ...ofSamples, decision: Decision, reason: ExclusionReason.nullable().default(null) }),
    CurationChange,
  ),
  /** Puts a tag on samples or takes it off. */
  'curation.tag': procedure(z.strictObject({ ...ofSamples, tag: Tag, isOn: z.boolean() }), CurationChange),
  /** Remembers that a suggestion was a false alarm, or takes that back. */
  'curation.falseAlarm': procedure(z.strictObject({ ...ofSamples, isOn: z.boolean() }), CurationChange),
  /** Takes back the last line in effect, whatever its size; null when there is none. */
  'curation.undo': procedure(z.strictObject(said), CurationChange.nullable()),
  'curation.redo': procedure(z.strictObject(said), CurationChange.nullable()),
  /** The library's own reasons and saved rules. */
  'curation.settings': procedure(z.void(), CurationSettings),
  'curation.saveSettings': procedure(CurationSettings, CurationSettings),
} as const;
