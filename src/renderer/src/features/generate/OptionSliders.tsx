import { Group, RangeSlider, Slider, Stack, Text, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GraphicsOptions } from '@shared/domain/graphicsOptions';
import { Panel } from '../../ui/Panel';
import { formatPercent } from '../../ui/format';
import { OPTION_GROUPS } from './optionRows';
import type { OptionRow } from './optionRows';

type Change = (options: GraphicsOptions) => void;

/** The generator's knobs in three groups. */
export function OptionSliders(props: { readonly options: GraphicsOptions; readonly onChange: Change }): ReactNode {
  const { options, onChange } = props;
  return (
    <>
      {OPTION_GROUPS.map(({ title, rows }, index) => (
        <Panel key={title} title={title}>
          <Stack gap="md">
            {index === 0 && <PeopleSliders options={options} onChange={onChange} />}
            {rows.map((row) => (
              <OptionSlider
                key={row.key}
                row={row}
                value={options[row.key]}
                onChange={(value) => onChange({ ...options, [row.key]: value })}
              />
            ))}
          </Stack>
        </Panel>
      ))}
    </>
  );
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
      {(['african', 'asian', 'caucasian'] as const).map((group) => (
        <Labelled
          key={group}
          label={`Leading ancestry: ${group}`}
          value={formatPercent(ancestry[group] / total, 0)}
          hint="Weight asked for; only the proportions count."
        >
          <Slider
            min={0}
            max={3}
            step={0.1}
            size="sm"
            label={null}
            thumbLabel={`Weight of leading ancestry ${group}`}
            value={ancestry[group]}
            onChange={(value) => onChange({ ...options, ancestry: { ...ancestry, [group]: value } })}
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
