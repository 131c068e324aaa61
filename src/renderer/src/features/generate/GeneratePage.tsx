import {
  Button,
  Collapse,
  Group,
  NumberInput,
  SegmentedControl,
  Select,
  Slider,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { CropName, GenerateRecipe, synName } from '@shared/domain/generateRecipe';
import { MAX_IDENTITIES, MAX_SAMPLES_PER_IDENTITY } from '@shared/domain/ids';
import type { JobId } from '@shared/domain/ids';
import { Name } from '@shared/domain/names';
import { PRESET_NAMES, PRESETS } from '@shared/domain/presets';
import type { PresetName, PresetOptions } from '@shared/domain/presets';
import { useCapacity } from '../../client/identities/useCapacity';
import { useOutis } from '../../client/outisContext';
import { setRecipeDraft, useRecipeDraft } from '../../client/recipeDraft';
import { startJob } from '../../client/startJob';
import { useAction } from '../../client/useAction';
import { useEnsureLibrary } from '../../client/useEnsureLibrary';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { formatCount } from '../../ui/format';
import { OptionSliders } from './OptionSliders';
import type { OptionTitle } from './optionRows';
import { Estimate, Making } from './GenerateFooter';
import { MixupControl } from './MixupControl';
import { distanceProblem, IdentityRule } from './IdentityRule';
import { PreviewStrip } from './PreviewStrip';
import { RecipeJson } from './RecipeJson';
import classes from './Generate.module.css';

/** One live page from "how many" to "generate". */
export function GeneratePage(): ReactNode {
  const outis = useOutis();
  const recipe = useRecipeDraft();
  const setRecipe = setRecipeDraft;
  const [ownName, setOwnName] = useState<string | null>(null);
  const [isAdvanced, advanced] = useDisclosure(false);
  const [jobId, setJobId] = useState<JobId | null>(null);
  const name = ownName ?? synName(recipe.identities, recipe.samples);
  const checkedName = Name.safeParse(name);
  const checked = GenerateRecipe.safeParse(recipe);
  const possible = useCapacity(recipe);
  const problem = checked.success
    ? distanceProblem(recipe, possible)
    : (checked.error.issues[0]?.message ?? 'This recipe is not valid.');
  const change = (part: Partial<GenerateRecipe>): void => setRecipe({ ...recipe, ...part });

  const sliders = (...titles: readonly OptionTitle[]): ReactNode => (
    <OptionSliders titles={titles} options={recipe.options} onChange={(options) => change({ options })} />
  );

  const ensureLibrary = useEnsureLibrary();
  const start = useAction(async () => {
    await ensureLibrary();
    setJobId(await startJob(outis, { kind: 'generate', name, recipe }));
  });

  return (
    <Page
      name="new-set"
      title="New synthetic set"
      subtitle="Every face is computed. The same recipe gives the same bytes, on any machine."
      width={1180}
    >
      <Stack gap="lg">
        <div className={classes.strip}>
          <PreviewStrip recipe={recipe} isPossible={problem === null} />
        </div>
        <div className={classes.columns}>
          <div className={classes.column}>
            <Panel title="Set">
              <Stack gap="md">
                <TextInput
                  label="Name"
                  value={name}
                  error={checkedName.success ? null : checkedName.error.issues[0]?.message}
                  onChange={(event) => setOwnName(event.currentTarget.value)}
                />
                <Group grow align="flex-start">
                  <Whole
                    label="Identities (N)"
                    value={recipe.identities}
                    min={1}
                    max={MAX_IDENTITIES}
                    onChange={(identities) => change({ identities })}
                  />
                  <Whole
                    label="Samples each (S)"
                    value={recipe.samples}
                    min={1}
                    max={MAX_SAMPLES_PER_IDENTITY}
                    onChange={(samples) => change({ samples })}
                  />
                </Group>
                <div>
                  <Text size="sm" mb={4} id="preset-label">
                    Starting point
                  </Text>
                  <SegmentedControl
                    fullWidth
                    aria-labelledby="preset-label"
                    value={PRESET_NAMES.find((preset) => matches(recipe, PRESETS[preset])) ?? ''}
                    data={PRESET_NAMES.map((preset) => ({ value: preset, label: PRESET_LABELS[preset] }))}
                    onChange={(value) => {
                      const preset = PRESET_NAMES.find((candidate) => candidate === value);
                      if (preset !== undefined) change({ options: { ...recipe.options, ...PRESETS[preset] } });
                    }}
                  />
                </div>
                <Group grow align="flex-start">
                  <Whole
                    label="Seed"
                    value={recipe.seed}
                    min={0}
                    max={Number.MAX_SAFE_INTEGER}
                    onChange={(seed) => change({ seed })}
                  />
                  <Select
                    label="Crop"
                    allowDeselect={false}
                    data={CropName.options.map((crop) => ({ value: crop, label: crop.replace('x', ' × ') + ' px' }))}
                    value={recipe.crop}
                    onChange={(value) => change({ crop: CropName.safeParse(value).data ?? recipe.crop })}
                  />
                </Group>
                <Labelled label="JPEG quality" value={String(recipe.jpegQuality)}>
                  <Slider
                    min={40}
                    max={100}
                    size="sm"
                    label={null}
                    thumbLabel="JPEG quality"
                    value={recipe.jpegQuality}
                    onChange={(jpegQuality) => change({ jpegQuality })}
                  />
                </Labelled>
                <MixupControl mixup={recipe.identityMixup} onChange={(identityMixup) => change({ identityMixup })} />
              </Stack>
            </Panel>
            <Panel title="Identities">
              <IdentityRule recipe={recipe} possible={possible} onChange={change} />
            </Panel>
          </div>
          <div className={classes.column}>{sliders('People', 'Wear')}</div>
          <div className={classes.column}>{sliders('Moment', 'Place and light', 'Camera')}</div>
        </div>
        <div>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-expanded={isAdvanced}
            rightSection={isAdvanced ? <IconChevronUp size={15} /> : <IconChevronDown size={15} />}
            onClick={advanced.toggle}
          >
            Advanced: the recipe as JSON
          </Button>
          <Collapse expanded={isAdvanced}>{isAdvanced && <RecipeJson recipe={recipe} onChange={setRecipe} />}</Collapse>
        </div>
      </Stack>
      <div className={classes.footer}>
        {start.error !== undefined && <ErrorPanel error={start.error} onClose={start.clear} />}
        {jobId === null ? (
          <Group justify="space-between">
            <Estimate recipe={recipe} problem={problem} />
            <Button
              size="md"
              leftSection={<IconSparkles size={18} />}
              loading={start.isRunning}
              disabled={problem !== null || !checkedName.success}
              onClick={() => start.run()}
            >
              Generate {formatCount(recipe.identities * recipe.samples)} faces
            </Button>
          </Group>
        ) : (
          <Making jobId={jobId} onAnother={() => setJobId(null)} />
        )}
      </div>
    </Page>
  );
}

const PRESET_LABELS: Readonly<Record<PresetName, string>> = {
  studio: 'Studio',
  snapshots: 'Snapshots',
  surveillance: 'Surveillance',
};

/** A preset is in force when all that it sets is set so. */
const matches = (recipe: GenerateRecipe, preset: PresetOptions): boolean =>
  Object.entries(preset).every(([key, value]) =>
    Object.entries(recipe.options).some(([own, mine]) => own === key && JSON.stringify(mine) === JSON.stringify(value)),
  );

function Whole(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { label, value, min, max, onChange } = props;
  return (
    <NumberInput
      label={label}
      value={value}
      min={min}
      max={max}
      clampBehavior="strict"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      onChange={(next) => {
        if (typeof next === 'number' && Number.isSafeInteger(next) && next >= min) onChange(next);
      }}
    />
  );
}

function Labelled(props: { readonly label: string; readonly value: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm">{props.label}</Text>
        <Text size="sm" c="dimmed" className="tabular">
          {props.value}
        </Text>
      </Group>
      {props.children}
    </div>
  );
}
