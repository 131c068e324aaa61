import { Button, Menu, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconFolder, IconFolderOpen, IconFolderPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import { useOutis } from '../client/outisContext';
import { useOpenLibrary } from '../client/useOpenLibrary';
import { useQuery } from '../client/useQuery';
import { useNavigate } from '../client/useRoute';
import { formatBytes } from '../ui/format';

/** Which folder the window works in, and the way to another. */
export function LibrarySwitcher(): ReactNode {
  const { client } = useOutis();
  const library = useQuery('library.current', undefined).data;
  const recent = useQuery('library.recent', undefined).data ?? [];
  const openLibrary = useOpenLibrary();
  const navigate = useNavigate();

  const open = (path: string): void => {
    openLibrary(path).then(
      () => navigate({ page: 'home' }),
      (thrown: unknown) => {
        const error = toFailureDetail(thrown);
        notifications.show({ color: 'red', title: error.message, message: error.remedy ?? error.place ?? path });
      },
    );
  };
  const pick = (): void => {
    client.call('dialog.pickFolder', { title: 'Open a library folder, or an empty folder for a new one' }).then(
      (path) => path !== null && open(path),
      (thrown: unknown) =>
        notifications.show({
          color: 'red',
          title: 'The folder dialog did not open.',
          message: toFailureDetail(thrown).message,
        }),
    );
  };

  return (
    <Menu position="bottom-start" width={340} shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconFolder size={16} aria-hidden="true" />}
          rightSection={<IconChevronDown size={14} aria-hidden="true" />}
          aria-label={`Library: ${library?.name ?? 'none open'}`}
        >
          {library?.name ?? 'No library open'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {library !== null && library !== undefined && (
          <>
            <Menu.Label>
              <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                {library.path}
              </Text>
              {library.freeBytes !== null && `${formatBytes(library.freeBytes)} free`}
            </Menu.Label>
            <Menu.Divider />
          </>
        )}
        {recent
          .filter(({ path }) => path !== library?.path)
          .map(({ path, name, exists }) => (
            <Menu.Item
              key={path}
              leftSection={<IconFolderOpen size={16} />}
              disabled={!exists}
              onClick={() => open(path)}
            >
              {name}
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {exists ? path : `${path} (not there)`}
              </Text>
            </Menu.Item>
          ))}
        <Menu.Item leftSection={<IconFolderPlus size={16} />} onClick={pick}>
          Open another folder…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
