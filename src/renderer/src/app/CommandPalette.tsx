import { useMantineColorScheme } from '@mantine/core';
import { Spotlight } from '@mantine/spotlight';
import type { SpotlightActionData, SpotlightActionGroupData } from '@mantine/spotlight';
import {
  IconMoon,
  IconPackageExport,
  IconPhoto,
  IconSearch,
  IconShieldCheck,
  IconSun,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { isOfRealPeople } from '@shared/domain/declaredSynthetic';
import { useSets } from '../client/useLists';
import { useNavigate } from '../client/useRoute';
import { formatAmount } from '../ui/format';
import { NAV_ENTRIES } from './NavRail';

/** Ctrl+K: every page, every set, and what can be done with it. */
export function CommandPalette(): ReactNode {
  const navigate = useNavigate();
  const sets = useSets().data ?? [];
  const { setColorScheme } = useMantineColorScheme();

  const pages: SpotlightActionData[] = NAV_ENTRIES.map(({ label, icon: EntryIcon, route }) => ({
    id: `page-${label}`,
    label,
    leftSection: <EntryIcon size={18} />,
    onClick: () => navigate(route),
  }));
  const setActions: SpotlightActionData[] = sets.flatMap((set) => [
    {
      id: `gallery-${set.id}`,
      label: `Open ${set.name}`,
      description: `${formatAmount(set.counts.samples, 'sample', 'samples')}, ${set.kind === 'syn' ? 'synthetic' : isOfRealPeople(set) ? 'real people' : 'declared synthetic'}`,
      leftSection: <IconPhoto size={18} />,
      onClick: () => navigate({ page: 'gallery', setId: set.id }),
    },
    {
      id: `export-${set.id}`,
      label: `Export ${set.name}…`,
      leftSection: <IconPackageExport size={18} />,
      onClick: () =>
        navigate({
          page: 'export',
          syn: set.kind === 'syn' ? set.id : null,
          real: set.kind === 'real' ? set.id : null,
        }),
    },
    ...(isOfRealPeople(set)
      ? [
          {
            id: `consent-${set.id}`,
            label: `Consent of ${set.name}`,
            leftSection: <IconShieldCheck size={18} />,
            onClick: () => navigate({ page: 'consent', setId: set.id }),
          },
        ]
      : []),
  ]);
  const groups: SpotlightActionGroupData[] = [
    { group: 'Sets', actions: setActions },
    {
      group: 'Pages',
      actions: [
        ...pages,
        {
          id: 'import',
          label: 'Import consented set',
          leftSection: <IconUsers size={18} />,
          onClick: () => navigate({ page: 'import', setId: null }),
        },
      ],
    },
    {
      group: 'Window',
      actions: [
        {
          id: 'light',
          label: 'Light theme',
          leftSection: <IconSun size={18} />,
          onClick: () => setColorScheme('light'),
        },
        { id: 'dark', label: 'Dark theme', leftSection: <IconMoon size={18} />, onClick: () => setColorScheme('dark') },
      ],
    },
  ];
  return (
    <Spotlight
      actions={groups}
      shortcut="mod + K"
      nothingFound="Nothing found"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: 'Go to a page or a set…',
        'aria-label': 'Search and commands',
      }}
    />
  );
}
