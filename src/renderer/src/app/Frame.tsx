import {
  ActionIcon,
  Group,
  Kbd,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useOutis } from '../client/outisContext';
import { JobTray } from './JobTray';
import { LibrarySwitcher } from './LibrarySwitcher';
import { NavRail } from './NavRail';
import { ReviewerMenu } from './ReviewerMenu';
import classes from './Frame.module.css';

/** The window: rail on the left, library and search on top, the page, and the jobs in the corner. */
export function Frame(props: { readonly children: ReactNode }): ReactNode {
  return (
    <div className={classes.frame}>
      <a className={classes.skip} href="#main" onClick={skipToMain}>
        Go to the page
      </a>
      <header className={classes.top}>
        <span className={classes.brand} aria-label="Outis">
          Outis
        </span>
        <LibrarySwitcher />
        <Group gap={6} ml="auto">
          <UnstyledButton className={classes.search} onClick={() => spotlight.open()} aria-label="Search and commands">
            <IconSearch size={15} aria-hidden="true" />
            <span>Search and commands</span>
            <Kbd size="xs">Ctrl K</Kbd>
          </UnstyledButton>
          <ReviewerMenu />
          <ThemeToggle />
        </Group>
      </header>
      <NavRail />
      <main id="main" tabIndex={-1} className={classes.main}>
        {props.children}
      </main>
      <JobTray />
    </div>
  );
}

/** The address after `#` names the page, so the link must not change it. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function ThemeToggle(): ReactNode {
  const { client } = useOutis();
  const { setColorScheme } = useMantineColorScheme();
  const current = useComputedColorScheme('light');
  const next = current === 'light' ? 'dark' : 'light';
  const label = `Switch to ${next} theme`;
  return (
    <Tooltip label={label}>
      <ActionIcon
        aria-label={label}
        size="lg"
        onClick={() => {
          setColorScheme(next);
          // Only the native frame's colour depends on the answer.
          client.call('app.setTheme', next).catch(() => undefined);
        }}
      >
        {current === 'light' ? <IconMoon size={18} /> : <IconSun size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}
