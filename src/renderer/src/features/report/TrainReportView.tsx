import { Group, Stack, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TrainReport } from '@shared/domain/report';
import { OriginMark } from '../../ui/OriginMark';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatCount, formatDuration, formatNumber, formatPercent } from '../../ui/format';
import { FactTable } from './FactTable';

export function TrainReportView(props: { readonly report: TrainReport }): ReactNode {
  const { report } = props;
  const { network, training } = report;
  const { head, optimiser } = training;
  return (
    <Stack gap="lg">
      <Panel>
        <Group gap="xl">
          <StatValue
            label="Final loss"
            value={formatNumber(report.finalLoss)}
            note={`${formatCount(report.steps)} steps`}
          />
          <StatValue
            label="Identities"
            value={formatCount(report.classCount)}
            note={`${formatCount(report.heldOutIdentities)} held out`}
          />
          <StatValue
            label="Samples"
            value={formatCount(report.sampleCount)}
            {...(report.droppedMixed > 0
              ? { note: `${formatCount(report.droppedMixed)} mixed ones left out: partner not in this run` }
              : {})}
          />
          <StatValue
            label="Training accuracy"
            value={report.trainAccuracy === null ? 'not computed' : formatPercent(report.trainAccuracy)}
          />
          {report.developmentAccuracy !== null && (
            <StatValue
              label="Development accuracy"
              value={formatPercent(report.developmentAccuracy)}
              note="on identities kept for watching the run"
            />
          )}
          <StatValue
            label="Rate"
            value={formatNumber(report.imagesPerSecond)}
            unit="images/s"
            note={formatDuration(report.durationMs)}
          />
          <StatValue label="Parameters" value={formatCount(report.parameterCount)} />
        </Group>
      </Panel>
      <Panel title="Learned from" hint="Pinned: later decisions do not change what this run saw.">
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Set</Table.Th>
              <Table.Th>Origin</Table.Th>
              <Table.Th ta="right">Identities</Table.Th>
              <Table.Th ta="right">Samples</Table.Th>
              <Table.Th ta="right">Excluded</Table.Th>
              <Table.Th ta="right">Without consent</Table.Th>
              <Table.Th ta="right">Curation revision</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="tabular">
            {report.sets.map((set) => (
              <Table.Tr key={set.setId}>
                <Table.Td>{set.name}</Table.Td>
                <Table.Td>
                  <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
                </Table.Td>
                <Table.Td ta="right">{formatCount(set.identities)}</Table.Td>
                <Table.Td ta="right">{formatCount(set.samples)}</Table.Td>
                <Table.Td ta="right">{formatCount(set.excluded)}</Table.Td>
                <Table.Td ta="right">{formatCount(set.withoutConsent)}</Table.Td>
                <Table.Td ta="right">{formatCount(set.curationRevision)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Panel title="How">
        <FactTable
          facts={[
            [
              'Network',
              `${network.architecture}, input ${network.inputWidth} × ${network.inputHeight} px, embedding ${network.embeddingSize}`,
            ],
            [
              'Head',
              head.kind === 'arcface'
                ? `ArcFace, scale ${head.scale}, margin ${head.marginRad} rad`
                : `CosFace, scale ${head.scale}, margin ${head.marginCos}`,
            ],
            [
              'Optimiser',
              `momentum SGD, rate ${optimiser.learningRate}, momentum ${optimiser.momentum}, weight decay ${optimiser.weightDecay}`,
            ],
            [
              'Epochs and batch',
              `${training.epochs} epochs of batches of ${training.batchSize}, seed ${training.seed}`,
            ],
            ['Engine', report.engine],
            ['Model SHA-256', report.modelSha256],
            ['Aligner', report.alignerFingerprint],
          ]}
        />
      </Panel>
    </Stack>
  );
}
