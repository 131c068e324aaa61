import { Group, SegmentedControl, Slider, Stack, Switch, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GenerateRecipe } from '@shared/domain/generateRecipe';
import { MOST_ESTIMATED } from '@shared/graphics/identityCapacity';
import { formatCount } from '../../ui/format';

/** What the judge is asked for when he is first asked: docs/generator.md has the measurement. */
const ADVISED_COSINE = 0.955;
/** The estimate is right within a third or so; only what is far beyond it is held back here, the rest is found before rendering. */
const CERTAINLY_TOO_MANY = 1.5;
const MAYBE_TOO_MANY = 0.7;

/** Why the recipe cannot be made at its distance, or null. */
export const distanceProblem = (recipe: GenerateRecipe, possible: number | null): string | null =>
  possible === null || possible >= MOST_ESTIMATED || recipe.identities <= CERTAINLY_TOO_MANY * possible
    ? null
    : `${formatCount(recipe.identities)} identities are too many at this distance; about ${formatCount(roundTwo(possible))} are possible. Lower the distance or ask for fewer.`;

/** How far apart the identities lie and how exactly they divide. */
export function IdentityRule(props: {
  readonly recipe: GenerateRecipe;
  readonly possible: number | null;
  readonly onChange: (part: Pick<GenerateRecipe, 'minimumDistance'> | Pick<GenerateRecipe, 'balance'>) => void;
}): ReactNode {
  const { recipe, possible, onChange } = props;
  const { minimumDistance, balance } = recipe;
  const isTight = possible !== null && possible < MOST_ESTIMATED && recipe.identities > MAYBE_TOO_MANY * possible;
  return (
    <Stack gap="sm">
      <div>
        <Group justify="space-between" mb={4}>
          <Tooltip
            multiline
            maw={280}
            label="Between the shapes of two faces, over 120 components, in standard deviations (σ) among people. Two people drawn by chance lie about 15 σ apart."
          >
            <Text size="sm">Distance between identities</Text>
          </Tooltip>
          <Text size="sm" c="dimmed" className="tabular">
            {minimumDistance.shape === 0 ? 'any' : `at least ${minimumDistance.shape.toFixed(1)} σ`}
          </Text>
        </Group>
        <Slider
          min={0}
          max={15}
          step={0.5}
          size="sm"
          label={null}
          thumbLabel="Least distance between identities"
          value={minimumDistance.shape}
          onChange={(shape) => onChange({ minimumDistance: { ...minimumDistance, shape } })}
        />
        <Text
          size="xs"
          mt={4}
          className="tabular"
          data-testid="possible-identities"
          {...(isTight ? { role: 'status', style: { color: 'var(--o-exclude)' } } : { c: 'dimmed' })}
        >
          {possibleText(minimumDistance.shape, possible)}
        </Text>
      </div>
      <Switch
        size="sm"
        label="Ask the judge too"
        description={
          minimumDistance.judgeCosine === null
            ? 'A network that was not trained here compares plain pictures; slower.'
            : `No two may be more alike than ${minimumDistance.judgeCosine.toFixed(3)} (cosine).`
        }
        checked={minimumDistance.judgeCosine !== null}
        onChange={({ currentTarget: { checked } }) =>
          onChange({ minimumDistance: { ...minimumDistance, judgeCosine: checked ? ADVISED_COSINE : null } })
        }
      />
      {minimumDistance.judgeCosine !== null && (
        <Slider
          min={0.9}
          max={0.99}
          step={0.005}
          size="sm"
          label={null}
          thumbLabel="Largest cosine of two identities"
          value={minimumDistance.judgeCosine}
          onChange={(value) =>
            onChange({ minimumDistance: { ...minimumDistance, judgeCosine: Number(value.toFixed(3)) } })
          }
        />
      )}
      <div>
        <Text size="sm" mb={4} id="balance-label">
          Shares of sex, ancestry and age
        </Text>
        <SegmentedControl
          fullWidth
          aria-labelledby="balance-label"
          value={balance}
          data={[
            { value: 'exact', label: 'Exact shares' },
            { value: 'drawn', label: 'By chance' },
          ]}
          onChange={(value) => onChange({ balance: value === 'drawn' ? 'drawn' : 'exact' })}
        />
      </div>
    </Stack>
  );
}

function possibleText(distance: number, possible: number | null): string {
  if (distance === 0) return 'Every person that is drawn is taken, however alike two may be.';
  if (possible === null) return 'Counting how many are possible…';
  return possible >= MOST_ESTIMATED
    ? `${formatCount(MOST_ESTIMATED)} or more identities are possible at this distance.`
    : `About ${formatCount(roundTwo(possible))} identities are possible at this distance.`;
}

/** Two digits say all that an estimate knows. */
function roundTwo(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(count)) - 1);
  return Math.round(count / step) * step;
}
