import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';

/** A reason in a person's own words, for which no key exists. */
export function NoteField(props: {
  readonly onExclude: (note: string) => void;
  readonly onCancel: () => void;
}): ReactNode {
  const [note, setNote] = useState('');
  const isEmpty = note.trim() === '';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) props.onExclude(note.trim());
      }}
    >
      <Group gap="xs" wrap="nowrap">
        <TextInput
          aria-label="Why it is excluded"
          placeholder="Why? Enter excludes, Esc goes back"
          autoFocus
          w={340}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') props.onCancel();
          }}
        />
        <Button type="submit" size="xs" disabled={isEmpty}>
          Exclude
        </Button>
      </Group>
    </form>
  );
}
