import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { FullCoefficients } from '@shared/domain/coefficients';
import { coefficientsText } from './coefficientRows';

/** The coefficients as a file's text, selected and ready to be copied. */
export function CoefficientsText(props: {
  readonly coefficients: FullCoefficients;
  readonly onClose: () => void;
}): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const [said, setSaid] = useState('');
  const text = coefficientsText(props.coefficients);
  useEffect(() => field.current?.select(), []);
  const copy = (): void => {
    field.current?.select();
    // The clipboard's own interface is denied to every page here (ADR 0082); copying a selection is the person's act.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    setSaid(document.execCommand('copy') ? 'Copied.' : 'Press Ctrl+C: the text is selected.');
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title="Coefficients of this sample"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Saved as a file, “outis render --coefficients FILE --out face.jpg” draws the same picture again.
        </Text>
        <Textarea
          ref={field}
          aria-label="Coefficients as JSON"
          rows={14}
          readOnly
          spellCheck={false}
          value={text}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
        />
        <Group gap="xs">
          <Button onClick={copy}>Copy</Button>
          <Text size="sm" c="dimmed" role="status">
            {said}
          </Text>
        </Group>
      </Stack>
    </Modal>
  );
}
