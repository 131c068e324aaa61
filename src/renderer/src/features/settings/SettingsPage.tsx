import {
  Button,
  Code,
  List,
  SegmentedControl,
  Stack,
  Switch,
  Table,
  Tabs,
  Text,
  TextInput,
  useMantineColorScheme,
} from '@mantine/core';
import {
  IconDatabase,
  IconInfoCircle,
  IconKeyboard,
  IconSignature,
  IconStethoscope,
  IconUser,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { useQuery } from '../../client/useQuery';
import { usePreferences, useRebuildDatabase, useSetPreference } from '../../db/usePreferences';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { Page } from '../../ui/Page';
import { Panel } from '../../ui/Panel';
import { DoctorPanel } from './DoctorPanel';
import { KeysPanel } from './KeysPanel';
import { LICENCES } from './licences';
import { SigningKeyPanel } from './SigningKeyPanel';

export function SettingsPage(): ReactNode {
  return (
    <Page name="settings" title="Settings" width={980}>
      <Tabs defaultValue="engine" keepMounted={false}>
        <Tabs.List mb="lg">
          <Tabs.Tab value="engine" leftSection={<IconStethoscope size={16} />}>
            Engine
          </Tabs.Tab>
          <Tabs.Tab value="person" leftSection={<IconUser size={16} />}>
            Reviewer and theme
          </Tabs.Tab>
          <Tabs.Tab value="keys" leftSection={<IconKeyboard size={16} />}>
            Keys
          </Tabs.Tab>
          <Tabs.Tab value="signing" leftSection={<IconSignature size={16} />}>
            Signing key
          </Tabs.Tab>
          <Tabs.Tab value="library" leftSection={<IconDatabase size={16} />}>
            Local index
          </Tabs.Tab>
          <Tabs.Tab value="about" leftSection={<IconInfoCircle size={16} />}>
            About
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="engine">
          <DoctorPanel />
        </Tabs.Panel>
        <Tabs.Panel value="person">
          <PersonPanel />
        </Tabs.Panel>
        <Tabs.Panel value="keys">
          <KeysPanel />
        </Tabs.Panel>
        <Tabs.Panel value="signing">
          <SigningKeyPanel />
        </Tabs.Panel>
        <Tabs.Panel value="library">
          <IndexPanel />
        </Tabs.Panel>
        <Tabs.Panel value="about">
          <AboutPanel />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function PersonPanel(): ReactNode {
  const { client } = useOutis();
  const { reviewer, advanceInGallery } = usePreferences();
  const setPreference = useSetPreference();
  const info = useQuery('app.info', undefined).data;
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Panel>
      <Stack gap="lg" maw={460}>
        <TextInput
          label="Reviewer"
          description="Written into the journal with each decision."
          placeholder={info?.userName ?? ''}
          value={reviewer}
          maxLength={80}
          onChange={(event) => setPreference('reviewer', event.currentTarget.value)}
        />
        <div>
          <Text size="sm" fw={500} mb={4} id="theme-label">
            Theme
          </Text>
          <SegmentedControl
            aria-labelledby="theme-label"
            size="sm"
            value={colorScheme}
            data={[
              { value: 'auto', label: 'Like the system' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            onChange={(value) => {
              const theme = value === 'light' || value === 'dark' ? value : 'auto';
              setColorScheme(theme);
              // Only the native frame's colour depends on the answer.
              client.call('app.setTheme', theme).catch(() => undefined);
            }}
          />
        </div>
        <Switch
          label="In the gallery too, go to the next sample after a decision"
          checked={advanceInGallery}
          onChange={(event) => setPreference('advanceInGallery', event.currentTarget.checked)}
        />
      </Stack>
    </Panel>
  );
}

function IndexPanel(): ReactNode {
  const rebuild = useRebuildDatabase();
  const action = useAction(rebuild);
  return (
    <Panel title="Local index">
      <Stack gap="sm" align="flex-start">
        <Text size="sm" maw={560}>
          The window keeps your preferences and saved views beside the library, and decisions only until the library's
          journal has them. Deleting this index loses the preferences and views, nothing else; sets, decisions and runs
          are read from the library folder again.
        </Text>
        {action.error !== undefined && <ErrorPanel error={action.error} />}
        <Button variant="default" loading={action.isRunning} onClick={() => action.run()}>
          Rebuild the local index
        </Button>
      </Stack>
    </Panel>
  );
}

function AboutPanel(): ReactNode {
  const info = useQuery('app.info', undefined).data;
  const rows: readonly (readonly [string, string])[] =
    info === undefined
      ? []
      : [
          ['Outis', info.version],
          ['System', info.platform],
          ['Electron', info.electron],
          ['Chromium', info.chrome],
          ['Node', info.node],
          ['Cores', String(info.cores)],
        ];
  return (
    <Stack>
      <Panel title="Outis">
        <Text size="sm" mb="sm">
          Named after Οὖτις, “nobody”. No telemetry, no account, no network: the program never calls home.
        </Text>
        <Table maw={420} withRowBorders={false} verticalSpacing={2}>
          <Table.Tbody>
            {rows.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Td c="dimmed">{name}</Table.Td>
                <Table.Td>
                  <Code>{value}</Code>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Panel title="Licences">
        <Text size="sm" mb="xs">
          Outis is under the MIT licence. It stands on:
        </Text>
        <List size="sm" spacing={2}>
          {LICENCES.map(({ name, licence, use }) => (
            <List.Item key={name}>
              {name}: {use} ({licence})
            </List.Item>
          ))}
        </List>
      </Panel>
    </Stack>
  );
}
