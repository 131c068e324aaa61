import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useOutis } from '../client/outisContext';

/** Says once that a job has ended; the tray keeps it. */
export function useJobNotices(): void {
  const { jobs } = useOutis();
  useEffect(
    () =>
      jobs.onEnded((record) => {
        const { state } = record;
        if (state.status === 'succeeded') {
          notifications.show({ color: 'teal', title: record.title, message: state.outcome.summary, autoClose: 6000 });
        } else if (state.status === 'failed') {
          const message = [state.error.message, state.error.remedy].filter(Boolean).join(' ');
          notifications.show({ color: 'red', title: `${record.title} failed`, message, autoClose: false });
        }
      }),
    [jobs],
  );
}
