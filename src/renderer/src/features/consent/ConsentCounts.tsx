import { Button, Group, Menu } from '@mantine/core';
import { IconDownload, IconFileCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SubjectView } from '@shared/contract/consentViews';
import { CONSENT_PURPOSES } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { OriginMark } from '../../ui/OriginMark';
import { StatValue } from '../../ui/StatValue';
import { formatCount } from '../../ui/format';

const FORMATS = ['csv', 'json'] as const;

/** The register in four numbers, and the ways in and out of it as a file. */
export function ConsentCounts(props: {
  readonly setId: SetId;
  readonly subjects: readonly SubjectView[];
  readonly isReading: boolean;
  readonly isReadOnly: boolean;
  readonly onRead: () => void;
}): ReactNode {
  const { setId, subjects, isReading, isReadOnly, onRead } = props;
  const { client } = useOutis();
  const save = useAction(async (format: (typeof FORMATS)[number]) => {
    const folder = await client.call('dialog.pickFolder', { title: 'Folder for the consent file' });
    if (folder !== null) await client.call('consent.export', { setId, format, folder });
  });
  const count = (is: (view: SubjectView) => boolean): string => formatCount(subjects.filter(is).length);
  return (
    <>
      <Group justify="space-between" mb="md">
        <Group gap="xl">
          <OriginMark origin="real" />
          <StatValue label="Subjects" value={formatCount(subjects.length)} />
          <StatValue
            label="Everything allowed today"
            value={count(({ allowedToday }) => allowedToday.length === CONSENT_PURPOSES.length)}
          />
          <StatValue label="Nothing allowed today" value={count(({ allowedToday }) => allowedToday.length === 0)} />
        </Group>
        <Group gap="xs">
          <Button
            size="sm"
            variant="default"
            leftSection={<IconFileCheck size={17} />}
            loading={isReading}
            disabled={isReadOnly}
            onClick={onRead}
          >
            Update from a consent file…
          </Button>
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <Button size="sm" variant="default" leftSection={<IconDownload size={17} />} loading={save.isRunning}>
                Save as a file
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {FORMATS.map((format) => (
                <Menu.Item key={format} onClick={() => save.run(format)}>
                  {format.toUpperCase()}…
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      {save.error !== undefined && <ErrorPanel error={save.error} onClose={save.clear} />}
    </>
  );
}
