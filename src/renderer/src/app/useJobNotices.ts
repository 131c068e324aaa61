import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useOutis } from '../client/outisContext';
import { noticeOf } from './jobNotice';

/** Says once that a job has ended; the tray keeps it. */
export function useJobNotices(): void {
  const { jobs } = useOutis();
  useEffect(
    () =>
      jobs.onEnded((record) => {
        const notice = noticeOf(record);
        if (notice !== null) notifications.show({ ...notice });
      }),
    [jobs],
  );
}
