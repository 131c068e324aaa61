import { Box, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CardReport } from '@shared/domain/card';
import { PlaneChart } from '../../ui/charts/PlaneChart';
import { ScoreHistogramChart } from '../../ui/charts/ScoreHistogramChart';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatAmount, formatCount, formatPercent } from '../../ui/format';
import { FactTable } from './FactTable';
import { PublishedSets } from './PublishedSets';
import { fnmrText, intervalText } from './cardWords';

/** How good a set is before anything is trained on it: told apart, true, varied, and like nobody real. */
export function CardReportView(props: { readonly report: CardReport }): ReactNode {
  const { report } = props;
  const { nearestReal, judge, cautions } = report;
  return (
    <Stack gap="lg" data-testid="card-report">
      {nearestReal !== null &&
        nearestReal.tooAlike > 0 &&
        (report.origin === 'syn' || report.declaredSynthetic !== undefined) && (
          <Notice
            tone="bad"
            icon={<IconAlertTriangle size={20} />}
            title="Some are nearer to real people than strangers are"
          >
            {formatAmount(nearestReal.tooAlike, 'sample looks', 'samples look')} to the judge more like a real person
            than real strangers look to each other: above {nearestReal.tooAlikeFrom.toFixed(3)}. Sort the gallery by
            “Nearest real picture”.
          </Notice>
        )}
      <Headline report={report} />
      <SeparabilityPanel report={report} />
      <NearestRealPanel report={report} />
      <PlanePanel report={report} />
      <Panel title="Beside published sets">
        <PublishedSets report={report} />
      </Panel>
      <Panel title="What to be careful about">
        <List size="sm" spacing={4}>
          {cautions.map((caution) => (
            <List.Item key={caution}>{caution}</List.Item>
          ))}
        </List>
        <FactTable
          facts={[
            ['Judge', judge.name],
            ['SHA-256 of its weights', judge.weightsSha256],
            ['Licence of the judge', judge.licence],
            ['The judge was trained on', judge.trainedOn],
          ]}
        />
      </Panel>
    </Stack>
  );
}

function Headline({ report }: { readonly report: CardReport }): ReactNode {
  const { separability, variety, nearestReal, counts } = report;
  const share = (value: number | null): string => (value === null ? '–' : formatPercent(value));
  const distance = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
  return (
    <Panel title="At a glance">
      <Group gap="xl">
        <StatValue
          label="Equal error rate"
          value={separability === null ? '–' : formatPercent(separability.eer.value, 2)}
        />
        <StatValue
          label="Unique people"
          value={formatCount(variety.uniquePeople)}
          unit={`of ${formatCount(counts.identities)} (${share(variety.uniqueness)})`}
        />
        <StatValue label="True to their identity" value={share(variety.consistency)} unit="of samples" />
        <StatValue label="Distance to own centre" value={distance(variety.intraDistance)} />
        <StatValue label="Spread within a person" value={distance(variety.spread)} />
        <StatValue label="Nearest real, p99" value={distance(nearestReal?.p99 ?? null)} />
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {formatAmount(counts.samples, 'kept sample', 'kept samples')} of{' '}
        {formatAmount(counts.identities, 'identity', 'identities')} at revision {report.curationRevision};{' '}
        {formatCount(counts.excluded)} excluded, {formatCount(counts.mixed)} mixed, {formatCount(counts.notJudged)} not
        judged{counts.withoutConsent > 0 ? `, ${formatCount(counts.withoutConsent)} without consent` : ''}.
      </Text>
    </Panel>
  );
}

function SeparabilityPanel({ report }: { readonly report: CardReport }): ReactNode {
  const { separability } = report;
  if (separability === null)
    return (
      <Panel title="Told apart">
        <Text size="sm" c="dimmed">
          There are no pairs of both kinds: at least two people, and one with two samples, are needed.
        </Text>
      </Panel>
    );
  const { eer, fdr, tarAtFar, genuine, impostor } = separability;
  const spread = ({ mean, std }: { readonly mean: number; readonly std: number }): string =>
    `${mean.toFixed(3)} ± ${std.toFixed(3)}`;
  return (
    <Panel title="Told apart">
      <ScoreHistogramChart histogram={separability.histogram} threshold={eer.threshold} height={240} />
      <FactTable
        facts={[
          ['EER', `${formatPercent(eer.value, 2)}${intervalText(eer.interval95, (value) => formatPercent(value, 2))}`],
          ['FDR', `${fdr.value.toFixed(2)}${intervalText(fdr.interval95, (value) => value.toFixed(2))}`],
          ...tarAtFar.map((entry): [string, string] => [`FNMR at FMR ${formatPercent(entry.far)}`, fnmrText(entry)]),
          ['Same identity, cosine', spread(genuine)],
          ['Different identities, cosine', spread(impostor)],
          [
            'Pairs',
            `${formatCount(separability.genuineCount)} genuine, ${formatCount(separability.impostorCount)} impostor, of ${formatCount(separability.people)} people${separability.isDrawn ? ', drawn by chance' : ', all there are'}`,
          ],
          ['Intervals', '95 %, bootstrap over people'],
        ]}
      />
    </Panel>
  );
}

const NEAREST = {
  genuine: 'each sample and its nearest real picture',
  impostor: 'each real picture and the nearest of another person',
  threshold: 'too alike above',
  counted: 'pictures',
};

function NearestRealPanel({ report }: { readonly report: CardReport }): ReactNode {
  const { nearestReal } = report;
  if (nearestReal === null)
    return (
      <Panel title="Nearest real people">
        <Text size="sm" c="dimmed">
          Not tested: no real set was searched when the set was scored. Import consented faces and compute scores again.
        </Text>
      </Panel>
    );
  const { realStrangers } = nearestReal;
  const figures = (of: { readonly median: number; readonly p99: number; readonly max: number }): string =>
    `median ${of.median.toFixed(3)}, p99 ${of.p99.toFixed(3)}, most ${of.max.toFixed(3)}`;
  return (
    <Panel title="Nearest real people">
      <ScoreHistogramChart
        histogram={nearestReal.histogram}
        threshold={nearestReal.tooAlikeFrom}
        words={NEAREST}
        height={240}
      />
      <FactTable
        facts={[
          ['Searched', nearestReal.sets.join(', ')],
          ['Samples and their nearest real picture', figures(nearestReal)],
          [
            'Real pictures and the nearest other person',
            realStrangers === null ? 'one real person only' : figures(realStrangers),
          ],
          [
            `Above ${nearestReal.tooAlikeFrom.toFixed(3)}`,
            `${formatCount(nearestReal.tooAlike)}: more like a real person than 99 of 100 real pictures are like a stranger`,
          ],
        ]}
      />
    </Panel>
  );
}

function PlanePanel({ report }: { readonly report: CardReport }): ReactNode {
  const { plane } = report;
  if (plane.points.length < 3) return null;
  const people = plane.people.map(({ name, origin }, index) => ({
    name,
    origin,
    points: plane.points.filter(({ person }) => person === index),
  }));
  return (
    <Panel title="Some people in a plane">
      <Box maw={820}>
        <PlaneChart isDeclared={report.declaredSynthetic !== undefined} people={people} />
      </Box>
      <Text size="xs" c="dimmed">
        Classical multidimensional scaling of cosine distances; each sample is tied to the middle of its person. The
        plane keeps {formatPercent(plane.kept, 0)} of the squared distances: what overlaps here may lie apart.
      </Text>
    </Panel>
  );
}
