import { InvalidArgumentError } from 'commander';
import type { Command } from 'commander';
import type { GenerateRecipeInput } from '@shared/domain/generateRecipe';
import { ANCESTRIES } from '@shared/domain/identityPlan';
import { oneOf } from './optionParsers';

type Numbers = Readonly<Record<string, number>>;

/** Options of a command that say who the identities of a set are. */
export interface IdentityOptions {
  readonly minDistance?: number;
  readonly judgeCosine?: number;
  readonly balance?: 'drawn' | 'exact';
  readonly femaleShare?: number;
  readonly ages?: Numbers;
  readonly ancestry?: Numbers;
}

export const withIdentityOptions = (command: Command): Command =>
  command
    .option('--min-distance <d>', 'least distance of two identities’ shapes; 0 takes all', decimal(0, 30))
    .option('--judge-cosine <c>', 'largest cosine of two identities’ plain pictures to the judge', decimal(-1, 1))
    .option(
      '--balance <how>',
      'exact proportions of sex, ancestry and age, or drawn',
      oneOf(['drawn', 'exact'] as const),
    )
    .option('--female-share <share>', 'share of women, 0 to 1', decimal(0, 1))
    .option('--ages <min-max>', 'ages in years, e.g. 20-60', ageRange)
    .option('--ancestry <weights>', 'weights of the leading ancestry, e.g. african=1,asian=1', ancestryWeights);

/** The part of a recipe; what was not given keeps its default. */
export const identityPart = ({
  minDistance,
  judgeCosine,
  balance,
}: IdentityOptions): Pick<GenerateRecipeInput, 'minimumDistance' | 'balance'> => ({
  minimumDistance: {
    ...(minDistance === undefined ? {} : { shape: minDistance }),
    ...(judgeCosine === undefined ? {} : { judgeCosine }),
  },
  ...(balance === undefined ? {} : { balance }),
});

/** The generator's options that were given by name, as `--option` takes them. */
export const demographicNumbers = ({ femaleShare, ages, ancestry }: IdentityOptions): Numbers => ({
  ...(femaleShare === undefined ? {} : { femaleShare }),
  ...ages,
  ...ancestry,
});

/** A number in [min, max], as commander parses options. */
export function decimal(min: number, max: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= min && value <= max) return value;
    throw new InvalidArgumentError(`Expected a number from ${min} to ${max}.`);
  };
}

/** `20-60` */
export function ageRange(text: string): Numbers {
  const match = /^(\d{1,3})-(\d{1,3})$/.exec(text);
  const [ageMinYears, ageMaxYears] = [Number(match?.[1]), Number(match?.[2])];
  if (match === null || !(ageMinYears >= 18 && ageMaxYears <= 90 && ageMinYears <= ageMaxYears))
    throw new InvalidArgumentError('Expected two ages from 18 to 90, the younger first, e.g. 20-60.');
  return { ageMinYears, ageMaxYears };
}

/** `african=1,asian=2`; an ancestry that is not named has weight 0. */
export function ancestryWeights(text: string): Numbers {
  const weights = new Map<string, number>(ANCESTRIES.map((name) => [name, 0]));
  const seen = new Set<string>();
  for (const part of text.split(',')) {
    const [name = '', value = ''] = part.split('=');
    if (!weights.has(name)) throw new InvalidArgumentError(`“${name}” is none of ${ANCESTRIES.join(', ')}.`);
    if (seen.has(name)) throw new InvalidArgumentError(`“${name}” is given twice.`);
    seen.add(name);
    weights.set(name, decimal(0, 1000)(value));
  }
  if ([...weights.values()].every((weight) => weight === 0))
    throw new InvalidArgumentError('At least one weight must be above 0.');
  return Object.fromEntries([...weights].map(([name, weight]) => [`ancestry.${name}`, weight]));
}
