import { Button, Checkbox, Group, Input, Stack, Text } from '@mantine/core';
import { IconFileCertificate } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import type { RecordDraft } from './recordDraft';
import classes from './Consent.module.css';

/** The file that proves a consent: hashed, never opened, and kept in the library where that is ticked. */
export function EvidenceField(props: {
  readonly evidence: RecordDraft['evidence'];
  readonly onChange: (evidence: RecordDraft['evidence']) => void;
}): ReactNode {
  const { evidence, onChange } = props;
  const { client } = useOutis();
  const [copy, setCopy] = useState(false);
  const pick = useAction(async () => {
    const file = await client.call('dialog.pickFile', { title: 'Evidence of the consent', extensions: [] });
    if (file !== null) onChange(await client.call('consent.takeEvidence', { file, copy }));
  });
  return (
    <Input.Wrapper label="Evidence" size="xs">
      <Stack gap={6} mt={4}>
        {evidence !== null && (
          <div>
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {evidence.file}
            </Text>
            <Text size="xs" c="dimmed" className={classes.hash}>
              SHA-256 {evidence.sha256}
            </Text>
          </div>
        )}
        <Group gap="sm">
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFileCertificate size={15} />}
            loading={pick.isRunning}
            onClick={() => pick.run()}
          >
            {evidence === null ? 'Choose a file…' : 'Another file…'}
          </Button>
          {evidence !== null && (
            <Button size="compact-sm" variant="subtle" onClick={() => onChange(null)}>
              Remove
            </Button>
          )}
          <Checkbox
            size="xs"
            label="keep a copy in the library"
            checked={copy}
            onChange={(event) => setCopy(event.currentTarget.checked)}
          />
        </Group>
        {pick.error !== undefined && <ErrorPanel error={pick.error} onClose={pick.clear} />}
      </Stack>
    </Input.Wrapper>
  );
}
