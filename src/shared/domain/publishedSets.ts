/** Figures of one published set; null where the source gives none. Rates in percent. */
export interface PublishedSet {
  readonly name: string;
  readonly eerPercent: number | null;
  readonly fdr: number | null;
  /** FNMR at a false match rate of 1 %. */
  readonly fnmrPercent: number | null;
  readonly genuineMean: number | null;
  readonly impostorMean: number | null;
  readonly nearestRealP99: number | null;
  readonly uniqueness: number | null;
  readonly consistency: number | null;
}

const published = (
  name: string,
  [eerPercent, fdr, fnmrPercent, genuineMean, impostorMean, nearestRealP99]: readonly number[],
  [uniqueness, consistency]: readonly (number | null)[] = [null, null],
): PublishedSet => ({
  name,
  eerPercent: eerPercent ?? null,
  fdr: fdr ?? null,
  fnmrPercent: fnmrPercent ?? null,
  genuineMean: genuineMean ?? null,
  impostorMean: impostorMean ?? null,
  nearestRealP99: nearestRealP99 ?? null,
  uniqueness: uniqueness ?? null,
  consistency: consistency ?? null,
});

/** What these figures rest on; stands beside them wherever they are shown. */
export const PUBLISHED_WARNING =
  'Another judge gives other numbers: these are from ArcFace R100 (MS1MV3), nearest real pictures among half a million of CASIA-WebFace. Compare orders and ratios, not values.';

export const PUBLISHED_SOURCE =
  'EER to nearest real: Beyond Real Faces (arXiv 2510.17372), data of its repository, folder labels. Uniqueness and consistency: DCFace (CVPR 2023), table 2, another network again.';

/** Best EER first. */
export const PUBLISHED_SETS: readonly PublishedSet[] = [
  published('HyperFace', [0.69, 18.2, 0.62, 0.643, 0.023, 0.45]),
  published('Vec2Face', [0.88, 9.37, 0.79, 0.458, 0.007, 0.808]),
  published('Digi2Real', [1.07, 15.04, 1.09, 0.644, 0.024, 0.461]),
  published('IDiff-Face', [1.7, 10.31, 2.71, 0.448, 0.025, 0.473]),
  published('DigiFace-1M', [3.92, 6.7, 7.81, 0.516, 0.1, 0.443], [0.178, 0.9973]),
  published('DCFace', [5.97, 4.28, 14.57, 0.333, 0.013, 0.465], [0.924, 0.9035]),
  published('CemiFace', [7.27, 3.63, 18.35, 0.296, 0.004, 0.485]),
  published('SFace', [22.18, 1.11, 62.23, 0.165, 0.009, 0.499]),
  published('SynFace', [34.35, 0.39, 79.22, 0.198, 0.079, 0.477], [0.08, 0.9966]),
];

/** The figures of a set in a table, for window and terminal alike. */
export interface PublishedColumn {
  readonly heading: string;
  readonly valueOf: (set: PublishedSet) => number | null;
  readonly digits: number;
}

export const PUBLISHED_COLUMNS: readonly PublishedColumn[] = [
  { heading: 'EER %', valueOf: ({ eerPercent }) => eerPercent, digits: 2 },
  { heading: 'FDR', valueOf: ({ fdr }) => fdr, digits: 2 },
  { heading: 'FNMR % at FMR 1 %', valueOf: ({ fnmrPercent }) => fnmrPercent, digits: 2 },
  { heading: 'Same, mean', valueOf: ({ genuineMean }) => genuineMean, digits: 3 },
  { heading: 'Different, mean', valueOf: ({ impostorMean }) => impostorMean, digits: 3 },
  { heading: 'Nearest real p99', valueOf: ({ nearestRealP99 }) => nearestRealP99, digits: 3 },
  { heading: 'Unique', valueOf: ({ uniqueness }) => uniqueness, digits: 3 },
  { heading: 'Consistent', valueOf: ({ consistency }) => consistency, digits: 3 },
];

/** – where nobody published the figure. */
export const publishedText = (value: number | null, digits: number): string =>
  value === null ? '–' : value.toFixed(digits);
