import type { ImageRef, NamedPair } from './pairsFile';

export interface ResolvedPair {
  /** Paths from the folder of images, as that folder spells them. */
  readonly left: string;
  readonly right: string;
  readonly genuine: boolean;
  readonly fold: number;
  readonly line: number;
}

export interface MissingImage {
  /** The first line that names it. */
  readonly line: number;
  /** What was looked for. */
  readonly wanted: string;
}

export interface PairResolution {
  readonly resolved: readonly ResolvedPair[];
  /** Each image that was not found, once, in the order of the file. */
  readonly missing: readonly MissingImage[];
}

const withoutExtension = (path: string): string => path.replace(/\.[A-Za-z0-9]{1,5}$/, '');

/** Finds the images that a pairs file names among the files of a folder. */
export class PairIndex {
  private readonly byPath = new Map<string, string>();
  private readonly byStem = new Map<string, string>();

  /** @param relativePaths with `/`, from the folder of images. */
  constructor(relativePaths: Iterable<string>) {
    for (const path of relativePaths) {
      const name = path.normalize('NFC');
      this.byPath.set(name, path);
      // Of several files that differ only in their extension the first by name counts, whatever order they came in.
      const stem = withoutExtension(name);
      const known = this.byStem.get(stem);
      if (known === undefined || path < known) this.byStem.set(stem, path);
    }
  }

  /**
   * `Name 3` means `Name/Name_0003` with any extension (LFW), else `Name/3`, `Name/03` … `Name/0003`, or `Name/Name_3`.
   * A path means the file itself, or the same with another extension.
   */
  find(ref: ImageRef): string | undefined {
    if (ref.kind === 'path') return this.byPath.get(ref.path) ?? this.byStem.get(withoutExtension(ref.path));
    const { subject, number } = ref;
    const digits = String(number);
    const names = [
      `${subject}_${digits.padStart(4, '0')}`,
      digits,
      digits.padStart(2, '0'),
      digits.padStart(3, '0'),
      digits.padStart(4, '0'),
      `${subject}_${digits}`,
    ];
    for (const name of names) {
      const path = this.byStem.get(`${subject}/${name}`);
      if (path !== undefined) return path;
    }
    return undefined;
  }
}

const describe = (ref: ImageRef): string =>
  ref.kind === 'path' ? ref.path : `${ref.subject}/${ref.subject}_${String(ref.number).padStart(4, '0')}`;

/** Puts files in the place of names. A pair with a missing image is left out and the image listed; the caller decides what that means. */
export function resolvePairs(pairs: readonly NamedPair[], index: PairIndex): PairResolution {
  const resolved: ResolvedPair[] = [];
  const missing = new Map<string, MissingImage>();
  for (const { left, right, genuine, fold, line } of pairs) {
    const paths = [left, right].map((ref) => {
      const path = index.find(ref);
      const wanted = describe(ref);
      if (path === undefined && !missing.has(wanted)) missing.set(wanted, { line, wanted });
      return path;
    });
    const [leftPath, rightPath] = paths;
    if (leftPath !== undefined && rightPath !== undefined)
      resolved.push({ left: leftPath, right: rightPath, genuine, fold, line });
  }
  return { resolved, missing: [...missing.values()] };
}
