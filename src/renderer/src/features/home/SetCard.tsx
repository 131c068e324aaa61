import { ActionIcon, Badge, Button, Group, Menu, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconChecklist,
  IconDots,
  IconPackageExport,
  IconPencil,
  IconPhoto,
  IconShieldCheck,
  IconStack2,
  IconTrash,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetSummary } from '@shared/contract/views';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { alarmTexts } from '@shared/domain/consents/alarms';
import { useNavigate } from '../../client/useRoute';
import { SupersededMark } from '../../client/withdrawals/SupersededMark';
import { Mosaic } from '../../ui/Mosaic';
import { OriginMark } from '../../ui/OriginMark';
import { ReviewRing } from '../../ui/ReviewRing';
import { SignOffMark } from '../../ui/SignOffMark';
import { formatAgo, formatAmount, formatBytes } from '../../ui/format';
import { QualityChips } from './QualityChips';
import { SetDialogs } from './SetDialogs';
import type { SetDialog } from './SetDialogs';
import classes from './SetCard.module.css';

/** One set at a glance. */
export function SetCard(props: { readonly set: SetSummary }): ReactNode {
  const { set } = props;
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<SetDialog>(null);
  const openGallery = (): void => navigate({ page: 'gallery', setId: set.id });
  const openExport = (): void =>
    navigate({ page: 'export', syn: set.kind === 'syn' ? set.id : null, real: set.kind === 'real' ? set.id : null });

  return (
    <Paper
      withBorder
      className={classes.card}
      data-kind={set.declaredSynthetic === null ? set.kind : 'declared'}
      role="listitem"
      data-testid={`set-${set.id}`}
      aria-label={set.name}
    >
      <UnstyledButton onClick={openGallery} aria-label={`Open gallery of ${set.name}`} w="100%">
        <Mosaic setId={set.id} samples={set.mosaic} />
      </UnstyledButton>
      <Stack gap={8} mt="sm" className={classes.body}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Text fw={600} truncate title={set.name}>
            {set.name}
          </Text>
          <Group gap={4} wrap="nowrap">
            {set.state === 'partial' && (
              <Badge size="sm" variant="light" color="gray" tt="none">
                unfinished
              </Badge>
            )}
            <OriginMark origin={set.kind} declared={set.declaredSynthetic} size="sm" />
          </Group>
        </Group>
        <Text size="xs" c="dimmed" className="tabular">
          {formatAmount(set.counts.identities, 'identity', 'identities')} ·{' '}
          {formatAmount(set.counts.samples, 'sample', 'samples')} · {formatBytes(set.counts.sizeBytes)} ·{' '}
          {formatAgo(set.createdAt, Date.now())}
        </Text>
        <ReviewRing counts={set.review} />
        <SupersededMark thing={{ type: 'set', setId: set.id }} />
        {set.signOff !== undefined && <SignOffMark state={set.signOff} />}
        <QualityChips set={set} />
        {set.consent !== null && <ConsentLine set={set} consent={set.consent} />}
        {alarmTexts(set.consentAlarms ?? {}).map((alarm) => (
          <Text key={alarm} size="xs" style={{ color: 'var(--o-real)' }}>
            {alarm}
          </Text>
        ))}
        {set.faults.map((fault) => (
          <Text key={fault} size="xs" role="alert" style={{ color: 'var(--o-exclude)' }}>
            {fault}
          </Text>
        ))}
        <Group gap={6} wrap="nowrap" mt="auto">
          <Button size="compact-sm" variant="light" leftSection={<IconPhoto size={15} />} onClick={openGallery}>
            Gallery
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPackageExport size={15} />}
            onClick={openExport}
          >
            Export…
          </Button>
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon ml="auto" aria-label={`More for ${set.name}`}>
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconStack2 size={15} />}
                onClick={() => navigate({ page: 'train', runId: null, setId: set.id })}
              >
                Train on it
              </Menu.Item>
              <Menu.Item
                leftSection={<IconChecklist size={15} />}
                onClick={() => navigate({ page: 'reviews', setId: set.id })}
              >
                Reviews and sign-off
              </Menu.Item>
              {isOfRealPeople(set) && (
                <Menu.Item
                  leftSection={<IconShieldCheck size={15} />}
                  onClick={() => navigate({ page: 'consent', setId: set.id })}
                >
                  Consent
                </Menu.Item>
              )}
              {set.kind === 'real' && (
                <Menu.Item
                  leftSection={<IconPhoto size={15} />}
                  onClick={() => navigate({ page: 'import', setId: set.id })}
                >
                  Import result
                </Menu.Item>
              )}
              {isOfRealPeople(set) && (
                <Menu.Item leftSection={<IconUsersGroup size={15} />} onClick={() => setDialog('twin')}>
                  Make a synthetic twin…
                </Menu.Item>
              )}
              {set.kind === 'syn' && (
                <Menu.Item leftSection={<IconUsers size={15} />} onClick={() => setDialog('balance')}>
                  Requested attributes…
                </Menu.Item>
              )}
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => setDialog('rename')}>
                Rename…
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={15} />} color="red" onClick={() => setDialog('remove')}>
                Move to the library's trash…
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Stack>
      <SetDialogs set={set} dialog={dialog} onClose={() => setDialog(null)} />
    </Paper>
  );
}

function ConsentLine(props: {
  readonly set: SetSummary;
  readonly consent: NonNullable<SetSummary['consent']>;
}): ReactNode {
  const { full, partial, none } = props.consent;
  const navigate = useNavigate();
  return (
    <UnstyledButton onClick={() => navigate({ page: 'consent', setId: props.set.id })}>
      <Text size="xs" className="tabular" style={{ color: none > 0 ? 'var(--o-real)' : 'var(--o-soft)' }}>
        Consent today: {full} for everything · {partial} for some · {none} for nothing
      </Text>
    </UnstyledButton>
  );
}
