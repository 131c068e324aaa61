/** One image of an export on its way into a pack. */
export interface PackedImage {
  /** 0-based position in the export: by label, then by position within the identity. */
  readonly index: number;
  readonly label: number;
  /** Folder that the identity has in a folder export, `00012` or `r00012_anna`. */
  readonly identity: string;
  /** File name that the image has in a folder export, with its ending. */
  readonly name: string;
  /** Encoded file; passes through unchanged. Valid only during the call. */
  readonly bytes: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Identity Mixup: the partner's label and the weight of the own label in [0, 1]; null when not mixed. */
  readonly partner: { readonly label: number; readonly weight: number } | null;
  readonly origin: 'syn' | 'real';
  readonly sampleId: string;
}

/** What is known of an export before its first image is written. */
export interface PackPlan {
  readonly name: string;
  readonly imageCount: number;
  /** Images per class, by label; every class has at least one. */
  readonly classSizes: readonly number[];
  /** Folder names of the identities, by label; formats that name their classes state them before the first image. */
  readonly identities: readonly string[];
  /** Of the first image; packs that state one size state this. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Decides the order where a format asks for a shuffled one. */
  readonly seed: number;
}

/** Where an image lies in a pack: the file below the export's folder, `/` separated, and its key inside. */
export interface PackedPlace {
  readonly path: string;
  readonly entry: string;
}

/**
 * Writes one pack below a folder that exists and is empty of it. Calls are synchronous and memory stays flat: an export has a process of its
 * own. Equal images and plan give equal bytes. Errors of the file system pass through; the caller words them.
 */
export interface DatasetWriter {
  /** In the order of `index`, unless the writer was asked for with another order. */
  add(image: PackedImage): PackedPlace;
  /** Writes what comes last and flushes. @returns the files made, below the folder */
  finish(): Promise<readonly string[]>;
  /** Closes what is open after a failure or a cancel; what was written is left for the caller to remove. */
  abort(): Promise<void>;
}

export type OpenWriter = (folder: string, plan: PackPlan) => Promise<DatasetWriter>;
