import type { BlindResult, BlindSet, BlindTreatment } from './blindTest';

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

/** p as people read it; never a bare 0. */
export const probabilityWords = (p: number): string => (p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`);

/** "75 % recognised (53–89 %), 15 of 20 answered pairs, p = 0.041". */
export function resultWords(result: BlindResult): string {
  const { share, interval95, guessingP, recognised, answered, unsure, pairs } = result;
  if (share === null || interval95 === null || guessingP === null)
    return `Nothing was answered: ${unsure} of ${pairs} pairs were left unsure.`;
  const [low, high] = interval95;
  const left = unsure === 0 ? '' : `, ${unsure} more left unsure`;
  return `${percent(share)} recognised (95 % interval ${percent(low)} to ${percent(high)}), ${recognised} of ${answered} answered pairs${left}; ${probabilityWords(guessingP)} under guessing`;
}

/** What the figures allow to be said, and no more. */
export function verdictWords({ share, guessingP, answered }: BlindResult): string {
  if (share === null || guessingP === null) return 'Nothing can be said: no pair was answered.';
  if (guessingP >= 0.05)
    return answered < 30
      ? 'Not distinguishable from guessing; with so few pairs a clear difference could still be missed.'
      : 'Not distinguishable from guessing.';
  return share > 0.5
    ? 'Better than guessing: the two can be told apart.'
    : 'Worse than guessing: the two can be told apart, but they were mistaken for each other.';
}

/** What was done to both pictures of each pair alike. */
export function treatmentWords(treatment: BlindTreatment): readonly string[] {
  const { widthPx, heightPx, grey, lightMatched, textureMatched, backgroundHidden, jpegQuality } = treatment;
  return [
    'Both are crops aligned to the same five points (eyes, nose tip, corners of the mouth).',
    `Both were scaled to ${widthPx} × ${heightPx} px and stored as JPEG once more, at quality ${jpegQuality.toFixed(2)}.`,
    grey
      ? 'Both were turned to grey (BT.601 luma), as a colour picture beside a grey one is no test.'
      : 'Both are in colour; neither set holds grey pictures among those shown.',
    lightMatched
      ? 'Mean and spread of the luma of both pictures of a pair were set to their common value.'
      : 'Brightness and contrast were left as they are.',
    textureMatched
      ? 'The sharper one of a pair was blurred until it was as sharp as the other (Laplacian of the luma), and white noise was added to the cleaner one until both had as much (Immerkær’s estimate).'
      : 'Sharpness and noise were left as they are.',
    backgroundHidden
      ? 'Only an oval of the face was shown; everything else, and black borders of either picture, was painted grey on both alike.'
      : 'The background was left as it is.',
    'Order and sides come from the seed alone; each side was tossed by itself. No answer was commented on before the end, and no time was taken.',
  ];
}

/** The question as it was asked. */
export const questionWords = (target: BlindSet, other: BlindSet): string =>
  target.kind === 'real' && other.kind === 'syn' ? 'Which one is real?' : `Which one is of “${target.name}”?`;
