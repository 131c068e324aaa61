import type { SetInfo } from '@shared/domain/setInfo';

/** How a set's faces came onto the template; alignment alone is worth points, so every result names it. */
export const alignerOf = (info: SetInfo): string =>
  info.kind === 'real' ? info.source.alignerFingerprint : `rendered on the ArcFace template (${info.recipe.crop})`;
