import { Group, List, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { VerifyReport } from '@shared/domain/report';
import type { Interval, TarAtFar } from '@shared/domain/verification';
import { Notice } from '../../ui/Notice';
import { OriginMark } from '../../ui/OriginMark';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { RocChart } from '../../ui/charts/RocChart';
import { ScoreHistogramChart } from '../../ui/charts/ScoreHistogramChart';
import { formatAmount, formatCount, formatNumber, formatPercent } from '../../ui/format';
import { PathReasonPanel } from './PathReasonPanel';
import { FactTable } from './FactTable';

/** Every rate with its interval and the pairs it rests on; what the pairs cannot show is refused, not guessed. */
export function VerifyReportView(props: { readonly report: VerifyReport }): ReactNode {
  const { report } = props;
  const { result, data } = report;
  const { accuracy, eer, auc } = result;
  return (
    <Stack gap="lg">
      {report.cautions.length > 0 && (
        <Notice tone="caution" icon={<IconAlertTriangle size={18} />} title="Read these numbers with care">
          <List size="sm" spacing={2}>
            {report.cautions.map((caution) => (
              <List.Item key={caution}>{caution}</List.Item>
            ))}
          </List>
        </Notice>
      )}
      <Panel>
        <Group gap={40} align="flex-start">
          <StatValue
            testId="accuracy"
            label={`${result.foldCount}-fold accuracy`}
            value={`${formatPercent(accuracy.exact.mean)} ± ${(accuracy.exact.std * 100).toFixed(1)}`}
            note={
              <>
                {intervalText(accuracy.interval95)}
                <br />
                {formatAmount(result.pairCount, 'pair', 'pairs')}
              </>
            }
          />
          <StatValue
            label="Equal error rate"
            value={formatPercent(eer.value, 2)}
            note={intervalText(eer.interval95)}
            testId="eer"
          />
          <StatValue label="AUC" value={formatPercent(auc.value, 2)} note={intervalText(auc.interval95)} />
          <StatValue
            label="Judged on"
            value={formatAmount(result.personCount, 'person', 'people')}
            note={`${formatCount(result.genuineCount)} genuine, ${formatCount(result.impostorCount)} impostor pairs`}
          />
          <div>
            <Text size="xs" c="dimmed" mb={4}>
              Data
            </Text>
            <OriginMark origin={data.origin} declared={data.declaredSynthetic} />
            <Text size="sm" mt={4}>
              {data.title}
            </Text>
          </div>
        </Group>
      </Panel>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Panel title="ROC">
          <RocChart points={result.roc} impostorCount={result.impostorCount} eer={eer.value} />
        </Panel>
        <Panel title="Scores">
          <ScoreHistogramChart histogram={result.histogram} threshold={eer.threshold} />
        </Panel>
      </SimpleGrid>
      <Panel title="TAR at FAR" hint="Share of genuine pairs accepted where at most this share of impostor pairs is.">
        <TarTable rows={result.tarAtFar} genuineCount={result.genuineCount} impostorCount={result.impostorCount} />
      </Panel>
      <Panel title="How it was measured">
        <FactTable
          facts={[
            ['Model', `${report.modelName} (${report.modelSha256.slice(0, 16)}…)`],
            [
              'Accuracy by other rules',
              `SynFace ${formatPercent(accuracy.synface.mean)} ± ${(accuracy.synface.std * 100).toFixed(1)}, insightface ${formatPercent(accuracy.insightface.mean)} ± ${(accuracy.insightface.std * 100).toFixed(1)}`,
            ],
            ['Per fold', accuracy.exact.perFold.map((value) => formatPercent(value)).join(', ')],
            [
              'Scores',
              `genuine ${formatNumber(result.scores.genuine.mean)} ± ${formatNumber(result.scores.genuine.std)}, impostor ${formatNumber(result.scores.impostor.mean)} ± ${formatNumber(result.scores.impostor.std)}`,
            ],
            [
              'Intervals',
              `95 %, bootstrap over people, ${formatCount(result.bootstrap.replicates)} replicates, seed ${result.bootstrap.seed}`,
            ],
            [
              'Pictures',
              `${formatCount(data.images)} used, ${formatCount(data.missing.length)} missing, ${formatCount(data.droppedPairs)} pairs dropped with them`,
            ],
            ['Aligner', data.alignerFingerprint],
          ]}
        />
      </Panel>
      <PathReasonPanel title="Pictures that could not be used" entries={data.missing} />
    </Stack>
  );
}

function TarTable(props: {
  readonly rows: readonly TarAtFar[];
  readonly genuineCount: number;
  readonly impostorCount: number;
}): ReactNode {
  const { rows, genuineCount, impostorCount } = props;
  return (
    <Table verticalSpacing={6} data-testid="tar-table">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>FAR at most</Table.Th>
          <Table.Th ta="right">TAR</Table.Th>
          <Table.Th>95 % interval</Table.Th>
          <Table.Th ta="right">Genuine accepted</Table.Th>
          <Table.Th ta="right">Impostors accepted</Table.Th>
          <Table.Th ta="right">Threshold</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="tabular">
        {rows.map((row) =>
          row.status === 'measured' ? (
            <Table.Tr key={row.far}>
              <Table.Td>{row.far.toExponential(0)}</Table.Td>
              <Table.Td ta="right" fw={600}>
                {formatPercent(row.tar)}
              </Table.Td>
              <Table.Td>{row.interval95 === null ? 'not computed' : rangeText(row.interval95)}</Table.Td>
              <Table.Td ta="right">
                {formatCount(row.acceptedGenuineCount)} of {formatCount(genuineCount)}
              </Table.Td>
              <Table.Td ta="right">
                {formatCount(row.acceptedImpostorCount)} of {formatCount(impostorCount)}
              </Table.Td>
              <Table.Td ta="right">{row.threshold.toFixed(4)}</Table.Td>
            </Table.Tr>
          ) : (
            <Table.Tr key={row.far}>
              <Table.Td>{row.far.toExponential(0)}</Table.Td>
              <Table.Td colSpan={5} c="dimmed">
                not measurable: needs {formatCount(row.impostorsNeeded)} impostor pairs, there are{' '}
                {formatCount(row.impostorCount)}
              </Table.Td>
            </Table.Tr>
          ),
        )}
      </Table.Tbody>
    </Table>
  );
}

const rangeText = ([low, high]: Interval): string => `${(low * 100).toFixed(1)}–${formatPercent(high)}`;
const intervalText = (interval: Interval | null): string =>
  interval === null ? 'interval not computed' : `95 % interval ${rangeText(interval)}`;
