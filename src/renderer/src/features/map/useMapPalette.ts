import { useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import type { MapPalette } from './looks';
import { parseColour } from './mapColours';

/** The colours of the style sheet as numbers, for WebGL; read again when the theme changes. */
export function useMapPalette(): MapPalette {
  const scheme = useComputedColorScheme('light');
  return useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const named = (name: string) => parseColour(style.getPropertyValue(name));
    return {
      isDark: scheme === 'dark',
      syn: named('--o-syn'),
      real: named('--o-real'),
      paper: named('--o-page'),
      grey: scheme === 'dark' ? [58, 66, 75] : [205, 210, 216],
      decision: { keep: named('--o-keep'), exclude: named('--o-exclude'), undecided: named('--o-soft') },
    };
  }, [scheme]);
}
