import { Code, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { repeatCommand } from '@shared/domain/certificate';
import type { Certificate } from '@shared/domain/certificate';
import { certificateWords } from '@shared/domain/certificateWords';
import type { ProveReport } from '@shared/domain/report';
import { SavePapers } from '../../client/SavePapers';
import { Panel } from '../../ui/Panel';
import { formatMoment } from '../../ui/format';
import { FactTable } from './FactTable';

/** What was proven, what was not, of which files and with what; saved as JSON and as a page. */
export function CertificateView(props: { readonly certificate: Certificate; readonly report: ProveReport }): ReactNode {
  const { certificate, report } = props;
  const { summary, proves, doesNotProve } = certificateWords(certificate);
  const { export: handedOut, check, generator } = certificate;
  return (
    <Panel title="Certificate">
      <Stack gap="md" data-testid="certificate">
        <Text size="sm">{summary}</Text>
        <Sentences title="What it proves" items={proves} />
        <Sentences title="What it does not prove" items={doesNotProve} />
        <FactTable
          facts={[
            ['Export', `${handedOut.name}, in ${report.exportDir}`],
            ['SHA-256 of dataset.json', handedOut.datasetSha256],
            ['SHA-256 of manifest.jsonl', handedOut.manifestSha256],
            [
              'SHA-256 of identities.json',
              certificate.identityPlanSha256 ?? 'none: identity i is person i of the seed',
            ],
            ['Samples checked', check.samples === null ? 'all' : `${check.samples} asked, drawn by seed ${check.seed}`],
            ['Fingerprint of the export', generator.ofExport?.sha256 ?? 'none'],
            ['Fingerprint of this program', generator.ofProgram.sha256],
            ['SHA-256 of its drawing code', generator.ofProgram.codeSha256 ?? 'not recorded'],
            ...generator.assets.map(({ name, sha256 }): readonly [string, string] => [`SHA-256 of ${name}`, sha256]),
            ['Checked on', `${formatMoment(certificate.createdAt)} by ${certificate.program}, ${certificate.runtime}`],
          ]}
        />
        <div>
          <Text size="sm" fw={500} mb={4}>
            To do it again
          </Text>
          <Code block>{repeatCommand(certificate)}</Code>
        </div>
        <SavePapers runId={report.runId} what="certificate" />
      </Stack>
    </Panel>
  );
}

function Sentences(props: { readonly title: string; readonly items: readonly string[] }): ReactNode {
  if (props.items.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {props.title}
      </Text>
      <List size="sm" spacing={4}>
        {props.items.map((item) => (
          <List.Item key={item}>{item}</List.Item>
        ))}
      </List>
    </div>
  );
}
