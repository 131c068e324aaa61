import { Anchor, Badge, Button, Group, Loader, Stack, Text, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { IconPhoto, IconShieldCheck, IconTarget } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ImportIssue } from '@shared/contract/views';
import type { SetId } from '@shared/domain/ids';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Mosaic } from '../../ui/Mosaic';
import { OriginMark } from '../../ui/OriginMark';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';
import { PlacePoints } from './PlacePoints';
import classes from './Import.module.css';

/** What an import made, and every picture that did not become a sample, with its reason. */
export function ImportResult(props: { readonly setId: SetId }): ReactNode {
  const { setId } = props;
  const detail = useQuery('set.get', { setId });
  const issues = useQuery('import.issues', { setId });
  const navigate = useNavigate();
  const error = detail.error ?? issues.error;
  if (error !== undefined) {
    return (
      <Page name="import" title="Import result">
        <ErrorPanel error={error} />
      </Page>
    );
  }
  if (detail.data === undefined || issues.data === undefined) {
    return (
      <Page name="import" title="Import result">
        <Loader size="sm" aria-label="Loading" />
      </Page>
    );
  }
  const { summary } = detail.data;
  const open = issues.data.filter(({ resolved }) => !resolved);
  return (
    <Page
      name="import"
      title={summary.name}
      subtitle="What the import made of the pictures."
      actions={
        <>
          <OriginMark origin="real" />
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            onClick={() => navigate({ page: 'consent', setId })}
          >
            Consent
          </Button>
          <Button leftSection={<IconPhoto size={16} />} onClick={() => navigate({ page: 'gallery', setId })}>
            Open gallery
          </Button>
        </>
      }
    >
      <Stack gap="lg">
        <Panel>
          <Group gap="xl" align="center">
            <div style={{ width: 260 }}>
              <Mosaic setId={setId} samples={summary.mosaic} />
            </div>
            <StatValue label="Identities" value={formatCount(summary.counts.identities)} />
            <StatValue label="Samples" value={formatCount(summary.counts.samples)} />
            <StatValue
              label="Not taken"
              value={formatCount(open.length)}
              note={`${formatCount(open.filter(({ placeable }) => placeable).length)} can be placed by hand`}
            />
          </Group>
        </Panel>
        <Issues setId={setId} issues={issues.data} />
      </Stack>
    </Page>
  );
}

const ROW_PX = 38;

function Issues(props: { readonly setId: SetId; readonly issues: readonly ImportIssue[] }): ReactNode {
  const { setId, issues } = props;
  const [text, setText] = useState('');
  const [placing, setPlacing] = useState<ImportIssue | null>(null);
  const wanted = text.trim().toLowerCase();
  const shown = useMemo(
    () => issues.filter(({ path, reason, detail }) => `${path} ${reason} ${detail}`.toLowerCase().includes(wanted)),
    [issues, wanted],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });

  if (issues.length === 0) {
    return (
      <Panel title="Pictures not taken">
        <Text size="sm" c="dimmed">
          None: every picture became a sample.
        </Text>
      </Panel>
    );
  }
  return (
    <Panel
      title={`Pictures not taken (${formatCount(issues.length)})`}
      hint="Nothing was dropped in silence; what was imported from was not changed."
    >
      <TextInput
        size="xs"
        maw={280}
        mb="sm"
        aria-label="Find a picture or reason"
        placeholder="Find a picture or reason"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.head} aria-hidden="true">
        <span>Picture</span>
        <span>Reason</span>
        <span />
      </div>
      <div
        ref={scroller}
        className={classes.scroller}
        role="table"
        aria-label="Pictures not taken"
        aria-rowcount={shown.length}
        data-testid="import-issues"
      >
        <div role="rowgroup" style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const issue = shown[index];
            if (issue === undefined) return null;
            return (
              <div
                key={issue.path}
                role="row"
                aria-rowindex={index + 1}
                className={classes.row}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span role="cell" title={issue.path} className={classes.cell}>
                  {issue.path}
                </span>
                <span role="cell" title={issue.detail} className={classes.cell}>
                  {issue.reason}
                  <span className={classes.detail}> {issue.detail}</span>
                </span>
                <span role="cell">
                  {issue.resolved ? (
                    <Badge size="sm" variant="light" color="green" tt="none">
                      placed by hand
                    </Badge>
                  ) : (
                    issue.placeable && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        leftSection={<IconTarget size={13} />}
                        onClick={() => setPlacing(issue)}
                      >
                        Place five points
                      </Button>
                    )
                  )}
                </span>
              </div>
            );
          })}
        </div>
      </div>
      {shown.length === 0 && (
        <Text size="sm" c="dimmed" py="sm">
          Nothing matches.{' '}
          <Anchor component="button" size="sm" onClick={() => setText('')}>
            Show all
          </Anchor>
        </Text>
      )}
      {placing !== null && (
        <PlacePoints key={placing.path} setId={setId} issue={placing} onClose={() => setPlacing(null)} />
      )}
    </Panel>
  );
}
