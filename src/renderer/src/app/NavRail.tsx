import {
  IconArrowsLeftRight,
  IconChartHistogram,
  IconChecklist,
  IconHome,
  IconMap2,
  IconMoodSmile,
  IconPackageExport,
  IconPhoto,
  IconSettings,
  IconShieldCheck,
  IconSparkles,
  IconStack2,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatRoute } from '../client/route';
import type { PageName, Route } from '../client/route';
import { useRoute } from '../client/useRoute';
import classes from './Frame.module.css';

export interface NavEntry {
  readonly label: string;
  readonly icon: Icon;
  readonly route: Route;
  /** Pages that belong to this entry. */
  readonly pages: readonly PageName[];
}

export const NAV_ENTRIES: readonly NavEntry[] = [
  { label: 'Library', icon: IconHome, route: { page: 'home' }, pages: ['home', 'import'] },
  {
    label: 'Explorer',
    icon: IconMoodSmile,
    route: { page: 'explorer', setId: null, sampleId: null },
    pages: ['explorer'],
  },
  { label: 'New set', icon: IconSparkles, route: { page: 'new-set' }, pages: ['new-set'] },
  { label: 'Gallery', icon: IconPhoto, route: { page: 'gallery', setId: null }, pages: ['gallery'] },
  { label: 'Map', icon: IconMap2, route: { page: 'map', setId: null }, pages: ['map'] },
  {
    label: 'Compare',
    icon: IconArrowsLeftRight,
    route: { page: 'compare', left: null, right: null },
    pages: ['compare'],
  },
  { label: 'Reviews', icon: IconChecklist, route: { page: 'reviews', setId: null }, pages: ['reviews'] },
  { label: 'Consent', icon: IconShieldCheck, route: { page: 'consent', setId: null }, pages: ['consent'] },
  { label: 'Export', icon: IconPackageExport, route: { page: 'export', syn: null, real: null }, pages: ['export'] },
  { label: 'Train', icon: IconStack2, route: { page: 'train', runId: null, setId: null }, pages: ['train'] },
  { label: 'Reports', icon: IconChartHistogram, route: { page: 'reports', runId: null }, pages: ['reports'] },
  { label: 'Settings', icon: IconSettings, route: { page: 'settings' }, pages: ['settings'] },
];

export function NavRail(): ReactNode {
  const { page } = useRoute();
  return (
    <nav className={classes.rail} aria-label="Main">
      {NAV_ENTRIES.map(({ label, icon: EntryIcon, route, pages }) => (
        <a
          key={label}
          className={`${classes.railLink ?? ''} ${label === 'Settings' ? (classes.railLast ?? '') : ''}`}
          href={formatRoute(route)}
          draggable={false}
          {...(pages.includes(page) ? { 'aria-current': 'page' as const } : {})}
        >
          <EntryIcon size={20} stroke={1.6} aria-hidden="true" />
          {label}
        </a>
      ))}
    </nav>
  );
}
