import { Badge, Button, Group, Loader, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { IconFileCheck, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SubjectView } from '@shared/contract/consentViews';
import type { SetSummary } from '@shared/contract/views';
import { CONSENT_PURPOSES } from '@shared/domain/consent';
import { SetId } from '@shared/domain/ids';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useSets } from '../../client/useLists';
import { useQuery } from '../../client/useQuery';
import { useNavigate } from '../../client/useRoute';
import { EmptyState } from '../../ui/EmptyState';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Notice } from '../../ui/Notice';
import { OriginMark } from '../../ui/OriginMark';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';
import { PURPOSE_WORD, STATUS_WORD } from '../../ui/words';

/** More rows than this are drawn only when asked for. */
const FIRST_SHOWN = 300;

/** Who agreed to what in a real set, and what that allows today. */
export function ConsentPage(props: { readonly setId: SetId | null }): ReactNode {
  const sets = useSets();
  const navigate = useNavigate();
  const real = (sets.data ?? []).filter(({ kind }) => kind === 'real');
  const set = props.setId === null ? real[0] : real.find(({ id }) => id === props.setId);
  if (sets.error !== undefined) {
    return (
      <Page name="consent" title="Consent">
        <ErrorPanel error={sets.error} />
      </Page>
    );
  }
  return (
    <Page
      name="consent"
      title="Consent"
      subtitle="Pictures of real people are used only as far as each of them agreed. This table decides what training, evaluation and export may take."
      actions={
        real.length > 0 && (
          <Select
            aria-label="Set"
            allowDeselect={false}
            data={real.map(({ id, name }) => ({ value: id, label: name }))}
            value={set?.id ?? null}
            onChange={(value) => navigate({ page: 'consent', setId: SetId.safeParse(value).data ?? null })}
          />
        )
      }
    >
      {sets.data === undefined ? (
        <Loader size="sm" aria-label="Loading" />
      ) : set === undefined ? (
        <EmptyState
          icon={<IconShieldCheck size={44} stroke={1.3} />}
          title="No pictures of real people here"
          action={<Button onClick={() => navigate({ page: 'import', setId: null })}>Import consented set</Button>}
        >
          When you import a consented set, the people in it and what they agreed to are listed here.
        </EmptyState>
      ) : (
        <Subjects key={set.id} set={set} />
      )}
    </Page>
  );
}

function Subjects(props: { readonly set: SetSummary }): ReactNode {
  const { set } = props;
  const { client, queries } = useOutis();
  const subjects = useQuery('consent.list', { setId: set.id });
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(FIRST_SHOWN);
  const update = useAction(async () => {
    const consentFile = await client.call('dialog.pickFile', {
      title: 'Consent file (CSV or JSON)',
      extensions: ['csv', 'tsv', 'json', 'txt'],
    });
    if (consentFile === null) return;
    const { sha256, registerLines } = await client.call('consent.preview', { setId: set.id, consentFile });
    const file = { setId: set.id, consentFile, sha256, registerLines };
    await client.call('consent.import', { ...file, accept: null, leaveOthers: false });
    queries.invalidate('consent.list', 'set.list', 'export.plan', 'score.status');
  });
  const all = subjects.data ?? [];
  const wanted = text.trim().toLowerCase();
  const shown = all.filter(({ subject }) => subject.toLowerCase().includes(wanted)).sort(expiringFirst);
  return (
    <Stack>
      {subjects.error !== undefined && <ErrorPanel error={subjects.error} />}
      {update.error !== undefined && <ErrorPanel error={update.error} onClose={update.clear} />}
      <Panel>
        <Group justify="space-between">
          <Group gap="xl">
            <OriginMark origin="real" />
            <StatValue label="Subjects" value={formatCount(all.length)} />
            <StatValue label="Everything allowed today" value={formatCount(all.filter(isFull).length)} />
            <StatValue
              label="Nothing allowed today"
              value={formatCount(all.filter(({ allowedToday }) => allowedToday.length === 0).length)}
            />
          </Group>
          <Button
            variant="default"
            leftSection={<IconFileCheck size={17} />}
            loading={update.isRunning}
            onClick={() => update.run()}
          >
            Update from a consent file…
          </Button>
        </Group>
      </Panel>
      {all.length > 0 && all.every(({ status }) => status === 'unknown') && (
        <Notice tone="caution" title="No consent is known for this set">
          Until a consent file says otherwise, its samples can be looked at here but not trained on, evaluated with or
          exported.
        </Notice>
      )}
      <Panel>
        <TextInput
          aria-label="Find a subject"
          placeholder="Find a subject"
          size="xs"
          mb="sm"
          maw={260}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Table.ScrollContainer minWidth={760} maxHeight={620}>
          <Table stickyHeader verticalSpacing={6} data-testid="consent-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Subject</Table.Th>
                <Table.Th ta="right">Samples</Table.Th>
                <Table.Th>Status</Table.Th>
                <Table.Th>Since</Table.Th>
                <Table.Th>Until</Table.Th>
                <Table.Th>Allowed today</Table.Th>
                <Table.Th>Document</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.slice(0, limit).map((subject) => (
                <SubjectRow key={subject.subject} subject={subject} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {shown.length > limit && (
          <Button mt="sm" size="compact-sm" variant="default" onClick={() => setLimit(Infinity)}>
            Show all {formatCount(shown.length)}
          </Button>
        )}
        {subjects.data !== undefined && shown.length === 0 && (
          <Text size="sm" c="dimmed" py="md">
            No subject of this name.
          </Text>
        )}
      </Panel>
    </Stack>
  );
}

function SubjectRow(props: { readonly subject: SubjectView }): ReactNode {
  const { subject } = props;
  return (
    <Table.Tr>
      <Table.Td fw={500}>{subject.subject}</Table.Td>
      <Table.Td ta="right" className="tabular">
        {formatCount(subject.sampleCount)}
      </Table.Td>
      <Table.Td>
        <Badge
          size="sm"
          tt="none"
          variant="light"
          color={subject.status === 'given' ? 'green' : subject.status === 'unknown' ? 'gray' : 'red'}
        >
          {STATUS_WORD[subject.status]}
        </Badge>
      </Table.Td>
      <Table.Td className="tabular">{subject.date ?? '–'}</Table.Td>
      <Table.Td className="tabular">{subject.expiresOn ?? 'no end agreed'}</Table.Td>
      <Table.Td>
        <Group gap={4}>
          {CONSENT_PURPOSES.map((purpose) => {
            const isAllowed = subject.allowedToday.includes(purpose);
            return (
              <Text
                key={purpose}
                size="xs"
                td={isAllowed ? 'none' : 'line-through'}
                style={{ color: isAllowed ? 'var(--o-text)' : 'var(--o-soft)' }}
                aria-label={`${PURPOSE_WORD[purpose]} ${isAllowed ? 'allowed' : 'not allowed'}`}
              >
                {PURPOSE_WORD[purpose]}
              </Text>
            );
          })}
        </Group>
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{subject.document ?? '–'}</Table.Td>
    </Table.Tr>
  );
}

const isFull = ({ allowedToday }: SubjectView): boolean => allowedToday.length === CONSENT_PURPOSES.length;

/** What ends soonest comes first, then by name. */
function expiringFirst(a: SubjectView, b: SubjectView): number {
  const [x, y] = [a.expiresOn ?? '9999', b.expiresOn ?? '9999'];
  if (x !== y) return x < y ? -1 : 1;
  return a.subject.localeCompare(b.subject, 'en', { numeric: true });
}
