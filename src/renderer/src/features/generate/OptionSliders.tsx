import { ActionIcon, Collapse, Group, RangeSlider, Slider, Stack, Text, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { Panel } from '../../ui/Panel';
import { formatPercent } from '../../ui/format';
import { ANCESTRIES, OPTION_GROUPS, PLACES } from './optionRows';
import type { OptionGroup, OptionRow, OptionTitle } from './optionRows';

type Change = (options: GraphicsOptions) => void;

/** Some of the generator's five groups of knobs; all but the people are folded until somebody looks. */
export function OptionSliders(props: {
  readonly titles: readonly OptionTitle[];
  readonly options: GraphicsOptions;
  readonly onChange: Change;
}): ReactNode {
  const { titles, options, onChange } = props;
  return OPTION_GROUPS.filter(({ title }) => titles.includes(title)).map((group) => (
    <FoldingGroup key={group.title} group={group} options={options} isOpenAtFirst={group.title === 'People'}>
      {group.title === 'People' && <PeopleSliders options={options} onChange={onChange} />}
      {group.title === 'Place and light' && <PlaceSliders options={options} onChange={onChange} />}
      {group.rows.map((row) => (
        <OptionSlider
          key={row.key}
          row={row}
          value={options[row.key]}
          onChange={(value) => onChange({ ...options, [row.key]: value })}
        />
      ))}
    </FoldingGroup>
  ));
}

const DEFAULTS = GraphicsOptions.parse({});

/** A group that says, while it is folded, how much of it differs from the defaults. */
function FoldingGroup(props: {
  readonly group: OptionGroup;
  readonly options: GraphicsOptions;
  readonly isOpenAtFirst: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const { group, options, isOpenAtFirst, children } = props;
  const [isOpen, fold] = useDisclosure(isOpenAtFirst);
  const keys = [...group.rows.map(({ key }) => key), ...(group.others ?? [])];
  const changed = keys.filter((key) => JSON.stringify(options[key]) !== JSON.stringify(DEFAULTS[key])).length;
  return (
    <Panel
      title={group.title}
      isFolded={!isOpen}
      {...(isOpen ? {} : { hint: changed === 0 ? 'As in everyday photographs' : `${changed} changed` })}
      right={
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-expanded={isOpen}
          aria-label={`${isOpen ? 'Fold' : 'Show'} ${group.title}`}
          onClick={fold.toggle}
        >
          {isOpen ? <IconChevronUp size={16} /> : <IconChevronDown size={16} />}
        </ActionIcon>
      }
    >
      <Collapse expanded={isOpen}>
        <Stack gap="md">{children}</Stack>
      </Collapse>
    </Panel>
  );
}

function PlaceSliders(props: { readonly options: GraphicsOptions; readonly onChange: Change }): ReactNode {
  const { options, onChange } = props;
  const { places } = options;
  const total = PLACES.reduce((sum, { key }) => sum + places[key], 0) || 1;
  return PLACES.map(({ key, label }) => (
    <Labelled
      key={key}
      label={label}
      value={formatPercent(places[key] / total, 0)}
      hint="Share of samples taken there; only the proportions count."
    >
      <Slider
        min={0}
        max={5}
        step={0.5}
        size="sm"
        label={null}
        thumbLabel={`Weight of the place: ${label}`}
        value={places[key]}
        onChange={(value) => onChange({ ...options, places: { ...places, [key]: value } })}
      />
    </Labelled>
  ));
}

function PeopleSliders(props: { readonly options: GraphicsOptions; readonly onChange: Change }): ReactNode {
  const { options, onChange } = props;
  const { ancestry } = options;
  const total = ancestry.african + ancestry.asian + ancestry.caucasian || 1;
  return (
    <>
      <Labelled
        label="Age"
        value={`${options.ageMinYears}–${options.ageMaxYears} years`}
        hint="Asked for; drawn evenly between these."
      >
        <RangeSlider
          min={18}
          max={90}
          minRange={0}
          size="sm"
          label={null}
          thumbFromLabel="Youngest age"
          thumbToLabel="Oldest age"
          value={[options.ageMinYears, options.ageMaxYears]}
          onChange={([ageMinYears, ageMaxYears]) => onChange({ ...options, ageMinYears, ageMaxYears })}
        />
      </Labelled>
      {ANCESTRIES.map(({ key, label }) => (
        <Labelled
          key={key}
          label={`${label} ancestry`}
          value={formatPercent(ancestry[key] / total, 0)}
          hint="Share of identities asked for with this as their leading ancestry; only the proportions count."
        >
          <Slider
            min={0}
            max={3}
            step={0.1}
            size="sm"
            label={null}
            thumbLabel={`Weight of ${label} ancestry`}
            value={ancestry[key]}
            onChange={(value) => onChange({ ...options, ancestry: { ...ancestry, [key]: value } })}
          />
        </Labelled>
      ))}
    </>
  );
}

function OptionSlider(props: {
  readonly row: OptionRow;
  readonly value: number;
  readonly onChange: (value: number) => void;
}): ReactNode {
  const { row, value, onChange } = props;
  return (
    <Labelled label={row.label} value={row.isShare ? formatPercent(value, 0) : `× ${value.toFixed(2)}`} hint={row.hint}>
      <Slider
        min={0}
        max={row.max}
        step={row.step}
        size="sm"
        label={null}
        thumbLabel={row.label}
        value={value}
        onChange={(next) => onChange(Number(next.toFixed(4)))}
      />
    </Labelled>
  );
}

function Labelled(props: {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Tooltip label={props.hint} multiline maw={260}>
          <Text size="sm">{props.label}</Text>
        </Tooltip>
        <Text size="sm" c="dimmed" className="tabular">
          {props.value}
        </Text>
      </Group>
      {props.children}
    </div>
  );
}
