import { Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconUserQuestion } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { TwinReport } from '@shared/domain/report';
import { ScoreHistogramChart } from '../../ui/charts/ScoreHistogramChart';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatAmount, formatCount } from '../../ui/format';
import { FactTable } from './FactTable';
import { PathReasonPanel } from './PathReasonPanel';

/** A twin beside its original: structure, factors fitted again, and whether anybody in it looks like an original. */
export function TwinReportView(props: { readonly report: TwinReport }): ReactNode {
  const { report } = props;
  const { structure, strangers, notFitted, pairs } = report;
  return (
    <Stack gap="lg">
      <Verdict strangers={strangers} />
      <Panel title="Structure">
        <Group gap="xl">
          <StatValue
            label="Subjects"
            value={formatCount(structure.subjectsMade)}
            unit={`of ${formatCount(structure.subjectsAsked)}`}
          />
          <StatValue
            label="Samples"
            value={formatCount(structure.samplesMade)}
            unit={`of ${formatCount(structure.samplesAsked)}`}
          />
          <StatValue label="Not fitted" value={formatCount(notFitted.length)} />
          <StatValue label="Left out without consent" value={formatCount(structure.withoutConsent)} />
          <StatValue label="Left out as excluded" value={formatCount(structure.excluded)} />
        </Group>
      </Panel>
      <Agreement agreement={report.agreement} />
      <Likeness report={report} />
      {pairs !== null && (
        <Panel title="Pairs">
          <FactTable
            facts={[
              ['Pairs asked', formatCount(pairs.asked)],
              ['Pairs written', formatCount(pairs.written)],
              ['File', pairs.file],
            ]}
          />
        </Panel>
      )}
      <PathReasonPanel
        title="Too alike"
        entries={strangers.tooAlike.map(({ twin, ofSample, cosine }) => ({
          path: twin,
          reason: `cosine ${cosine.toFixed(3)} with the real sample ${ofSample}`,
        }))}
      />
      <PathReasonPanel
        title="Pictures without a twin"
        entries={[
          ...notFitted.map(({ ofSample, reason, detail }) => ({ path: ofSample, reason: `${reason}: ${detail}` })),
          ...(pairs?.missing ?? []).map((path) => ({ path, reason: 'named by the pairs, without a twin' })),
        ]}
      />
    </Stack>
  );
}

function Verdict({ strangers }: { readonly strangers: TwinReport['strangers'] }): ReactNode {
  if (strangers.verdict === 'strangers')
    return (
      <Notice tone="good" icon={<IconUserQuestion size={20} />} title="Strangers" testId="twin-verdict">
        No sample looks to the judge like any real person of the set: the most alike reaches{' '}
        {strangers.nearest.max.toFixed(3)}, one person begins at {strangers.threshold.toFixed(3)}.
      </Notice>
    );
  return (
    <Notice tone="bad" icon={<IconAlertTriangle size={20} />} title="Too alike" testId="twin-verdict">
      {formatAmount(strangers.tooAlikeCount, 'sample looks', 'samples look')} to the judge like a real person of the
      set. Exclude what is listed below, or make the twin again with another seed or a smaller largest likeness.
    </Notice>
  );
}

const FACTOR_WORDS: Readonly<Record<TwinReport['agreement']['factors'][number]['factor'], string>> = {
  yaw: 'Yaw',
  pitch: 'Pitch',
  roll: 'Roll',
  light: 'Light',
  mouth: 'Opening of the mouth',
  sharpness: 'Sharpness',
  brightness: 'Brightness',
};

const withUnit = (value: number, unit: string): string =>
  unit === '°' ? `${value.toFixed(1)}°` : `${value.toFixed(unit === '%' ? 1 : 2)} ${unit}`;

function Agreement({ agreement }: { readonly agreement: TwinReport['agreement'] }): ReactNode {
  return (
    <Panel title="Factors, fitted again on the twins">
      <Table.ScrollContainer minWidth={360} maw={560}>
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Factor</Table.Th>
              <Table.Th ta="right">Median difference</Table.Th>
              <Table.Th ta="right">Nine of ten below</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {agreement.factors.map(({ factor, unit, median, p90 }) => (
              <Table.Tr key={factor} className="tabular">
                <Table.Td>{FACTOR_WORDS[factor]}</Table.Td>
                <Table.Td ta="right">{withUnit(median, unit)}</Table.Td>
                <Table.Td ta="right">{withUnit(p90, unit)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        Each sample of the twin was fitted as its original was: {formatCount(agreement.compared)} compared,{' '}
        {formatCount(agreement.notFittedAgain)} could not be fitted again.
      </Text>
    </Panel>
  );
}

const LIKENESS = {
  genuine: 'each sample and its own original',
  impostor: 'each sample and the real one most like it',
  threshold: 'one person from',
  counted: 'samples',
};

function Likeness({ report }: { readonly report: TwinReport }): ReactNode {
  const { strangers, identities, ofSetName } = report;
  const { passedOver } = identities;
  return (
    <Panel title="Likeness to real people">
      <ScoreHistogramChart histogram={strangers.histogram} threshold={strangers.threshold} words={LIKENESS} />
      <FactTable
        facts={[
          ['Real set', ofSetName],
          [
            'Cosine with its own original',
            `median ${strangers.own.median.toFixed(3)}, most ${strangers.own.max.toFixed(3)}`,
          ],
          [
            'Cosine with the nearest real sample',
            `median ${strangers.nearest.median.toFixed(3)}, most ${strangers.nearest.max.toFixed(3)}`,
          ],
          [
            'Cosine of two real strangers',
            strangers.realStrangersP99 === null
              ? 'one person only'
              : `99 of 100 below ${strangers.realStrangersP99.toFixed(3)}`,
          ],
          [
            'Candidates passed over',
            `${passedOver.real} like a real person, ${passedOver.twin} like a twin, ${passedOver.shape} too near by shape`,
          ],
          ['Judge', strangers.judge.name],
          ['SHA-256 of its weights', strangers.judge.weightsSha256],
          ['Licence of the judge', strangers.judge.licence],
          ['The judge was trained on', strangers.judge.trainedOn],
        ]}
      />
    </Panel>
  );
}
