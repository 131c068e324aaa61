/**
 * What can speak against a sample. Its place in this list is its bit in the Int32 column `r.suggest.reasons`; new reasons go to the end.
 * `column` is the score to look at.
 */
export const SUGGEST_REASONS = [
  { key: 'noFace', label: 'No face found', column: 'face.found' },
  { key: 'landmarks', label: 'Landmarks off', column: 'face.landmarkErrorPx' },
  { key: 'blurred', label: 'Blurred', column: 'image.sharpness' },
  { key: 'exposure', label: 'Too dark or too bright', column: 'image.exposure' },
  { key: 'covered', label: 'Face covered', column: 'face.occlusion' },
  { key: 'wrongIdentity', label: 'Looks like another identity', column: 'judge.margin' },
  { key: 'unlikeIdentity', label: 'Unlike its own identity', column: 'judge.consistency' },
  { key: 'duplicate', label: 'Near double of a better picture', column: 'duplicate.cosine' },
  { key: 'duplicateElsewhere', label: 'Near double of a picture of another set', column: 'duplicate.bits' },
  { key: 'realPicture', label: 'Like a real person', column: 'judge.nearestReal' },
] as const;

export type SuggestReason = (typeof SUGGEST_REASONS)[number];
export type SuggestReasonKey = SuggestReason['key'];

/** From here a sample counts as suggested; docs/scores.md says how many right and wrong ones that names. */
export const SUGGEST_FROM = 0.5;

/** The reasons whose bits are set; none for −1. */
export function reasonsOf(bits: number): readonly SuggestReason[] {
  return bits < 0 ? [] : SUGGEST_REASONS.filter((_, place) => (bits & (1 << place)) !== 0);
}
