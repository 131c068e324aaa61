import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useQuery } from '../../client/useQuery';
import type { RecordDraft } from './recordDraft';
import classes from './Consent.module.css';

/** The notice that the subject had before them: its version, and its text, of which the hash is recorded. */
export function NoticeField(props: {
  readonly draft: RecordDraft;
  readonly onChange: (change: Partial<RecordDraft>) => void;
}): ReactNode {
  const { draft, onChange } = props;
  const { noticeVersion, noticeSha256, noticeText } = draft;
  const kept = useQuery('consent.notice', { sha256: noticeSha256 }, noticeSha256 !== '');
  return (
    <Stack gap={6}>
      <TextInput
        label="Notice, version"
        size="xs"
        maxLength={80}
        value={noticeVersion}
        onChange={(event) => onChange({ noticeVersion: event.currentTarget.value })}
      />
      {noticeSha256 !== '' && (
        <Text size="xs" c="dimmed" className={classes.hash}>
          SHA-256 {noticeSha256}
        </Text>
      )}
      {typeof kept.data === 'string' && (
        <Text size="xs" lineClamp={4} style={{ whiteSpace: 'pre-wrap' }}>
          {kept.data}
        </Text>
      )}
      {noticeSha256 !== '' && kept.data === null && (
        <Text size="xs" c="dimmed">
          Its text is not kept in this library.
        </Text>
      )}
      <Textarea
        label={noticeSha256 === '' ? 'Text of the notice' : 'Another text'}
        description="Pasted text is kept in the library under its SHA-256, which is recorded."
        size="xs"
        autosize
        minRows={2}
        maxRows={8}
        maxLength={200_000}
        value={noticeText}
        onChange={(event) => onChange({ noticeText: event.currentTarget.value })}
      />
    </Stack>
  );
}
