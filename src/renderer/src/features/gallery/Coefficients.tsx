import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconAdjustments, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { FullCoefficients } from '@shared/domain/coefficients';
import type { SampleId, SetId } from '@shared/domain/ids';
import { useNavigate } from '../../client/useRoute';
import { useQuery } from '../../client/useQuery';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { formatNumber } from '../../ui/format';
import { coefficientStrips, meaningfulRows, type CoefficientStrip } from './coefficientRows';
import { CoefficientsText } from './CoefficientsText';
import classes from './Gallery.module.css';

/** The five factors that the focused synthetic sample was drawn from. Asked for only when somebody wants to see them. */
export function Coefficients(props: { readonly setId: SetId; readonly sampleId: SampleId }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-label="Coefficients">
      <Title order={3} mb={4}>
        Coefficients
      </Title>
      {isOpen && <Shown {...props} />}
      <Anchor component="button" size="xs" mt={4} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide coefficients' : 'Show coefficients'}
      </Anchor>
    </section>
  );
}

function Shown({ setId, sampleId }: { readonly setId: SetId; readonly sampleId: SampleId }): ReactNode {
  const { data, error } = useQuery('sample.factors', { setId, sampleId });
  const navigate = useNavigate();
  const [isCopying, setCopying] = useState(false);
  if (error !== undefined) return <ErrorPanel error={error} />;
  if (data === undefined) return null;
  if (data === null) {
    return (
      <Text size="xs" c="dimmed">
        This set was made before coefficients were saved. Generate it again from its recipe to have them.
      </Text>
    );
  }
  return (
    <Stack gap={6} data-testid="coefficients">
      <Bars coefficients={data.coefficients} />
      <Group gap={6}>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={13} />}
          onClick={() => setCopying(true)}
        >
          Copy coefficients
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconAdjustments size={13} />}
          onClick={() => navigate({ page: 'explorer', setId, sampleId })}
        >
          Open in explorer
        </Button>
      </Group>
      {isCopying && <CoefficientsText coefficients={data.coefficients} onClose={() => setCopying(false)} />}
    </Stack>
  );
}

function Bars({ coefficients }: { readonly coefficients: FullCoefficients }): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      {meaningfulRows(coefficients).map(({ label, value, low, high, text }) => (
        <div key={label}>
          <Group justify="space-between" gap={4} wrap="nowrap">
            <Text size="xs" truncate>
              {label}
            </Text>
            <Text size="xs" c="dimmed" className="tabular">
              {text}
            </Text>
          </Group>
          <div className={classes.bar}>
            <i style={{ left: `${100 * Math.min(1, Math.max(0, (value - low) / (high - low)))}%` }} />
          </div>
        </div>
      ))}
      {showsAll && coefficientStrips(coefficients).map((strip) => <Strip key={strip.name} strip={strip} />)}
      <Anchor component="button" size="xs" ta="left" onClick={() => setShowsAll(!showsAll)}>
        {showsAll ? 'Fewer' : 'All 286 numbers'}
      </Anchor>
    </>
  );
}

const STRIP_HEIGHT = 36;

/** A bar for each number, up or down from the middle. */
function Strip({ strip: { name, values, most } }: { readonly strip: CoefficientStrip }): ReactNode {
  const middle = STRIP_HEIGHT / 2;
  return (
    <div>
      <Text size="xs">
        {name}{' '}
        <Text span size="xs" c="dimmed" className="tabular">
          −{formatNumber(most)} to {formatNumber(most)}
        </Text>
      </Text>
      <svg
        className={classes.strip}
        viewBox={`0 0 ${values.length} ${STRIP_HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${name} numbers`}
      >
        {values.map((value, at) => {
          const height = (middle * Math.abs(value)) / most;
          return (
            // The position is what a coefficient is known by.
            <rect key={at} x={at + 0.1} y={value > 0 ? middle - height : middle} width={0.8} height={height}>
              <title>{`${at}: ${formatNumber(value)}`}</title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}
