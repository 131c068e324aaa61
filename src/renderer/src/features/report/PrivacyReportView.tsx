import { Button, Group, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconHistory } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { PrivacyReport } from '@shared/domain/privacy';
import { collisionFacts, galleryText, nearestRealFacts, number3, separabilityFacts } from '@shared/domain/privacyWords';
import { useCuration } from '../../client/useCuration';
import { useQuery } from '../../client/useQuery';
import { CurvesChart } from '../../ui/charts/CurvesChart';
import { ScoreHistogramChart } from '../../ui/charts/ScoreHistogramChart';
import { FaceImage } from '../../ui/FaceImage';
import { Notice } from '../../ui/Notice';
import { Panel } from '../../ui/Panel';
import { formatAmount, formatCount } from '../../ui/format';
import { FactTable } from './FactTable';
import pairClasses from './privacy/Pairs.module.css';
import { PairsPanel } from './privacy/PairsPanel';
import { SaveReport } from './privacy/SaveReport';
import { useMakePrivacyReport } from './privacy/useMakePrivacyReport';
import { Yardstick } from './privacy/Yardstick';

/** How near a synthetic set comes to real people, and what was not looked at. */
export function PrivacyReportView({ report }: { readonly report: PrivacyReport }): ReactNode {
  const { generator, notTested, cautions } = report;
  return (
    <Stack gap="lg" data-testid="privacy-report">
      <Staleness report={report} />
      <Copies report={report} />
      <SaveReport runId={report.runId} />
      <Panel title="What this rests on">
        <FactTable facts={headFacts(report)} />
      </Panel>
      <NearestPanel report={report} />
      <PairsPanel report={report} />
      <Panel title="3. The pictures that the generator learned from">
        <Text size="sm">{generator.words}</Text>
      </Panel>
      <CollisionPanel report={report} />
      <MatedPanel report={report} />
      <CopiesPanel report={report} />
      <Panel title="7. What was not tested">
        <Sentences items={notTested} />
      </Panel>
      <Panel title="What to be careful about">
        <Sentences items={cautions} />
      </Panel>
      <Panel title="Published sets, for context">
        <Yardstick report={report} />
      </Panel>
    </Stack>
  );
}

const Sentences = ({ items }: { readonly items: readonly string[] }): ReactNode => (
  <List size="sm" spacing={4}>
    {items.map((item) => (
      <List.Item key={item}>{item}</List.Item>
    ))}
  </List>
);

function Staleness({ report }: { readonly report: PrivacyReport }): ReactNode {
  const { runId, setId, exported } = report;
  const [, curation] = useCuration(setId);
  const changed = useQuery('privacy.changed', { runId }).data;
  const make = useMakePrivacyReport();
  // The journal's own number comes by event, before the question is asked again.
  const hasMoved = curation.isLoaded && curation.revision > report.curationRevision;
  const reason = changed ?? (hasMoved ? 'Decisions were made or taken back since.' : null);
  if (reason === null) return null;
  return (
    <Notice tone="caution" icon={<IconHistory size={20} />} title="This report no longer holds" testId="privacy-stale">
      <Group justify="space-between">
        <Text size="sm">{reason} Its figures are those of the day it was made.</Text>
        {exported === null && (
          <Button size="xs" variant="default" loading={make.isRunning} onClick={() => make.run(setId)}>
            Make it again
          </Button>
        )}
      </Group>
    </Notice>
  );
}

function Copies({ report: { duplicates } }: { readonly report: PrivacyReport }): ReactNode {
  if (duplicates === null || duplicates.exact + duplicates.near === 0) return null;
  return (
    <Notice tone="bad" icon={<IconAlertTriangle size={20} />} title="Real pictures are in this set">
      {formatAmount(duplicates.exact + duplicates.near, 'sample is', 'samples are')} a real picture again: see part 6.
      Exclude them before anything leaves the house.
    </Notice>
  );
}

function headFacts(report: PrivacyReport): [string, string][] {
  const { counts, judge, exported } = report;
  return [
    ...(exported === null ? [] : ([['Only what is in', `the export ${exported.name}`]] as [string, string][])),
    [
      'Samples',
      `${formatCount(counts.samples)} of ${formatAmount(counts.identities, 'identity', 'identities')} at revision ${report.curationRevision}; ${formatCount(counts.excluded)} excluded, ${formatCount(counts.mixed)} mixed, ${formatCount(counts.notJudged)} not judged`,
    ],
    ['Held against', galleryText(report)],
    ['Judge', judge.name],
    ['SHA-256 of its weights', judge.weightsSha256],
    ['Trained on', judge.trainedOn],
    ['Made', `${report.createdAt} by ${report.program}`],
  ];
}

function NearestPanel({ report }: { readonly report: PrivacyReport }): ReactNode {
  const { nearestReal } = report;
  const title = '1. Nearest real picture';
  if (nearestReal === null)
    return (
      <Panel title={title}>
        <Text size="sm" c="dimmed">
          Not tested: no real set was searched. Import consented faces and make the report again.
        </Text>
      </Panel>
    );
  const marks = nearestReal.thresholds.flatMap((one) =>
    one.status === 'resolved' ? [{ value: one.threshold, text: `FMR ${one.fmr}: ${number3(one.threshold)}` }] : [],
  );
  return (
    <Panel title={title}>
      <CurvesChart curves={nearestReal.curves} marks={marks} />
      <FactTable facts={nearestRealFacts(nearestReal, report)} />
    </Panel>
  );
}

function CollisionPanel({ report: { setId, collisions } }: { readonly report: PrivacyReport }): ReactNode {
  const title = '4. Synthetic people among themselves';
  if (collisions === null)
    return (
      <Panel title={title}>
        <Text size="sm" c="dimmed">
          Not said: there are fewer than two identities with unmixed samples.
        </Text>
      </Panel>
    );
  return (
    <Panel title={title}>
      <FactTable facts={collisionFacts(collisions)} />
      <ul className={pairClasses.pairs}>
        {collisions.top.map(({ sample, other, cosine }) => (
          <li key={`${sample} ${other}`} className={pairClasses.pair}>
            <div className={pairClasses.sides}>
              {[sample, other].map((id) => (
                <span key={id} className={pairClasses.face} data-kind="syn">
                  <FaceImage src={sampleUrl(setId, id)} alt={`Synthetic sample ${id}`} />
                </span>
              ))}
              <span className={pairClasses.words}>
                <b className="tabular">{cosine.toFixed(3)}</b>
                <small>
                  {sample} · {other}
                </small>
              </span>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function MatedPanel({ report: { separability } }: { readonly report: PrivacyReport }): ReactNode {
  const title = '5. Mated and non-mated pairs';
  if (separability === null)
    return (
      <Panel title={title}>
        <Text size="sm" c="dimmed">
          Not said: there are no pairs of both kinds.
        </Text>
      </Panel>
    );
  return (
    <Panel title={title}>
      <ScoreHistogramChart histogram={separability.histogram} threshold={separability.eer.threshold} height={240} />
      <FactTable facts={separabilityFacts(separability)} />
    </Panel>
  );
}

function CopiesPanel({ report: { duplicates } }: { readonly report: PrivacyReport }): ReactNode {
  const title = '6. Real pictures again';
  if (duplicates === null)
    return (
      <Panel title={title}>
        <Text size="sm" c="dimmed">
          Not tested: no real set was searched.
        </Text>
      </Panel>
    );
  return (
    <Panel title={title}>
      <FactTable
        facts={[
          ['Real pictures compared', formatCount(duplicates.realPictures)],
          ['The same file, byte for byte', formatCount(duplicates.exact)],
          ['The same picture by hash and judge', formatCount(duplicates.near)],
          ...duplicates.pairs.map(({ sample, other, kind }): [string, string] => [
            `${sample} (${kind})`,
            `${other.setId} ${other.sampleId}`,
          ]),
        ]}
      />
    </Panel>
  );
}
