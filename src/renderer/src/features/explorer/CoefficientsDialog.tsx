import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Coefficients } from '@shared/domain/coefficients';
import type { SampleFactors } from '@shared/graphics/factors';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { parseCoefficients, writeCoefficients } from './coefficientsText';

/** The face as text: to copy, to save, or to put another in its place. The page may not touch the clipboard; a person may. */
export function CoefficientsDialog(props: {
  readonly factors: SampleFactors;
  /** May reject with a Failure, which is shown. */
  readonly onLoad: (coefficients: Coefficients) => Promise<void>;
  readonly onClose: () => void;
}): ReactNode {
  const { factors, onLoad, onClose } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => writeCoefficients(factors));
  const [said, setSaid] = useState('');
  const [error, setError] = useState<FailureDetail | undefined>(undefined);
  useEffect(() => field.current?.select(), []);

  const load = async (written: string): Promise<void> => {
    try {
      await onLoad(parseCoefficients(written));
      onClose();
    } catch (thrown) {
      setError(toFailureDetail(thrown));
    }
  };
  const copy = (): void => {
    field.current?.select();
    // The clipboard's own interface is denied to every page here (ADR 0082); copying a selection is the person's act.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    setSaid(document.execCommand('copy') ? 'Copied.' : 'Press Ctrl+C: the text is selected.');
  };
  const open = async (file: File | null): Promise<void> => {
    if (file !== null) setText(await file.text());
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title="Coefficients of this face"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Everything that decides the picture but its size. “outis render --coefficients FILE” draws the same face.
        </Text>
        <Textarea
          ref={field}
          aria-label="Coefficients as JSON"
          rows={14}
          spellCheck={false}
          value={text}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.75rem' } }}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setError(undefined);
          }}
        />
        {error !== undefined && <ErrorPanel error={error} />}
        <Group gap="xs">
          <Button variant="default" onClick={copy}>
            Copy
          </Button>
          <Button
            variant="default"
            component="a"
            href={`data:application/json;charset=utf-8,${encodeURIComponent(text)}`}
            download="face.coefficients.json"
          >
            Save as a file…
          </Button>
          <FileButton accept="application/json,.json" onChange={(file) => void open(file)}>
            {(button) => (
              <Button variant="default" {...button}>
                Open a file…
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" role="status" style={{ flex: 1 }}>
            {said}
          </Text>
          <Button onClick={() => void load(text)}>Show this face</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
