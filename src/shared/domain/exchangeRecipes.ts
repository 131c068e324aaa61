import type { ExportFormat, ExportNaming } from './exportFormat';
import type { ExportSpec } from './jobs';

/** Who an export is made for; each stands for a format, names and what goes along. */
export const EXCHANGE_NAMES = ['insightface', 'synface', 'huggingface', 'archive'] as const;
export type ExchangeName = (typeof EXCHANGE_NAMES)[number];

export interface ExchangeRecipe {
  readonly name: ExchangeName;
  readonly title: string;
  readonly format: ExportFormat;
  readonly naming: ExportNaming;
  readonly verificationBin: boolean;
  /** Which programs read it, and where to point them. */
  readonly readBy: string;
}

/** One click, one format that the recipient's own loader opens unchanged (design/formats.md names the loaders). */
export const EXCHANGE_RECIPES: Readonly<Record<ExchangeName, ExchangeRecipe>> = {
  insightface: {
    name: 'insightface',
    title: 'insightface',
    format: 'recordio',
    naming: 'auto',
    verificationBin: true,
    readBy: 'arcface_torch, AdaFace and Face-Transformer read train.rec; verification.bin beside it holds the pairs.',
  },
  synface: {
    name: 'synface',
    title: 'SynFace',
    format: 'folder',
    naming: 'synface',
    verificationBin: false,
    readBy: 'SynFace reads class and soft label from the file names of images/.',
  },
  huggingface: {
    name: 'huggingface',
    title: 'Hugging Face',
    format: 'hf-parquet',
    naming: 'auto',
    verificationBin: false,
    readBy: 'datasets.load_dataset opens the folder: Parquet shards with image, label and identity.',
  },
  archive: {
    name: 'archive',
    title: 'Archive',
    format: 'webdataset',
    naming: 'auto',
    verificationBin: true,
    readBy: 'Tar shards with all papers: any tar program unpacks them, webdataset and DALI stream them.',
  },
};

/** What of a spec a recipe decides. */
export type Exchange = Pick<ExportSpec, 'format' | 'naming' | 'verificationBin'>;

export const exchangeOf = ({ format, naming, verificationBin }: ExchangeRecipe): Exchange => ({
  format,
  naming,
  verificationBin,
});

/** What is made where nobody is named: folders that every loader of images takes. */
export const PLAIN_EXCHANGE: Exchange = { format: 'folder', naming: 'auto', verificationBin: false };

/** What is chosen by a recipient, a format, or both; nobody and nothing is `PLAIN_EXCHANGE`. */
export function exchangeFor(reader: ExchangeName | null, format: ExportFormat | null): Exchange {
  const chosen = reader === null ? PLAIN_EXCHANGE : exchangeOf(EXCHANGE_RECIPES[reader]);
  return format === null ? chosen : { ...chosen, format };
}

/** Formats as a person reads them. */
export const FORMAT_WORDS: Readonly<Record<ExportFormat, { readonly title: string; readonly readBy: string }>> = {
  folder: { title: 'Folder per identity', readBy: 'torchvision ImageFolder, arcface_torch, AdaFace, SynFace' },
  recordio: { title: 'RecordIO, InsightFace', readBy: 'arcface_torch, AdaFace, Face-Transformer' },
  im2rec: { title: 'RecordIO, flat and shuffled', readBy: 'NVIDIA DALI, MXNet' },
  webdataset: { title: 'WebDataset shards', readBy: 'webdataset, DALI, Hugging Face datasets' },
  'hf-folder': { title: 'Hugging Face imagefolder', readBy: 'datasets.load_dataset("imagefolder")' },
  'hf-parquet': { title: 'Hugging Face Parquet', readBy: 'datasets.load_dataset, pyarrow, DuckDB' },
  tfrecord: { title: 'TFRecord', readBy: 'tensorflow, arcface-tf2' },
  lmdb: { title: 'LMDB', readBy: 'the Vec2Face family' },
  digiface: { title: 'DigiFace folders', readBy: 'loaders of DigiFace-1M' },
};
