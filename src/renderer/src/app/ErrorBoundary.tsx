import { Button, Center, Stack } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { toFailureDetail } from '@shared/lib/failure';
import type { FailureDetail } from '@shared/lib/failure';
import { ErrorPanel } from '../ui/ErrorPanel';

interface Props {
  readonly children: ReactNode;
  /** A new value (e.g. another page) tries again. */
  readonly resetKey?: string;
}

interface State {
  readonly error: FailureDetail | null;
}

/** A page that breaks says so in its place; the rest of the window goes on. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(thrown: unknown): State {
    return {
      error: { remedy: 'Load the window again; decisions and jobs are safe on disk.', ...toFailureDetail(thrown) },
    };
  }

  override componentDidUpdate(before: Props): void {
    if (this.state.error !== null && before.resetKey !== this.props.resetKey) this.setState({ error: null });
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <Center h="100%" p="xl">
        <Stack maw={560}>
          <ErrorPanel error={error} onRetry={() => this.setState({ error: null })} />
          <Button variant="default" onClick={() => window.location.reload()}>
            Load the window again
          </Button>
        </Stack>
      </Center>
    );
  }
}
