import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface TransferArguments {
  /** Folder of pictures with a folder per volunteer, and their consent file; for measuring only. */
  readonly real: string | null;
  readonly consent: string | null;
  readonly name: string;
  /** Name of an earlier variant whose set is trained on; null: a set of its own is made. */
  readonly set: string | null;
  /** JSON of a generate recipe, in part; identities and samples come from here. */
  readonly recipe: string | null;
  /** JSON of a training configuration, in part; seed and epochs come from here. */
  readonly training: string | null;
  readonly identities: number;
  readonly samples: number;
  /** Pictures seen by the network in one training run: fixes the budget whatever the size of the set. */
  readonly images: number;
  readonly seeds: readonly number[];
  readonly work: string;
  /** The program: out/main/cli.js. */
  readonly cli: string;
  readonly compare: readonly [before: string, after: string] | null;
}

export function readArguments(args: readonly string[]): TransferArguments {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args: [...args],
    options: {
      real: text,
      consent: text,
      name: { ...text, default: 'now' },
      set: text,
      recipe: text,
      training: { ...text, default: 'bench/transfer/training.json' },
      identities: { ...text, default: '200' },
      samples: { ...text, default: '20' },
      images: { ...text, default: '120000' },
      seeds: { ...text, default: '1,2,3' },
      work: { ...text, default: '.cache/bench-transfer' },
      cli: { ...text, default: 'out/main/cli.js' },
      compare: text,
    },
  });
  return {
    real: values.real ?? null,
    consent: values.consent ?? null,
    name: values.name,
    set: values.set ?? null,
    recipe: values.recipe ?? null,
    training: values.training,
    identities: whole(values.identities, '--identities'),
    samples: whole(values.samples, '--samples'),
    images: whole(values.images, '--images'),
    seeds: values.seeds.split(',').map((seed) => whole(seed, '--seeds')),
    work: resolve(values.work),
    cli: resolve(values.cli),
    compare: values.compare === undefined ? null : two(values.compare),
  };
}

function whole(value: string, flag: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${flag} wants whole numbers from 1, not ${value}`);
  return number;
}

function two(value: string): [string, string] {
  const names = value.split(',');
  if (names.length !== 2) throw new Error(`--compare wants two names with a comma, not ${value}`);
  return [names[0], names[1]];
}
