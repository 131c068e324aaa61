import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useOutis } from '../client/outisContext';
import { CommandPalette } from './CommandPalette';
import { Frame } from './Frame';
import { Pages } from './Pages';
import { useJobNotices } from './useJobNotices';

export function App(): ReactNode {
  const { jobs } = useOutis();
  useEffect(() => {
    void jobs.start();
    return () => jobs.stop();
  }, [jobs]);
  useJobNotices();
  return (
    <>
      <CommandPalette />
      <Frame>
        <Pages />
      </Frame>
    </>
  );
}
