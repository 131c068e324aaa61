import { createTheme } from '@mantine/core';
import type { MantineColorsTuple } from '@mantine/core';

/** Teal means synthetic and amber means real people, everywhere; so buttons and links take a third colour, a calm blue. */
const ink: MantineColorsTuple = [
  '#eef3fb',
  '#dbe4f2',
  '#b4c6e4',
  '#8ba7d6',
  '#688dca',
  '#527dc3',
  '#4674c0',
  '#3663a9',
  '#2d5898',
  '#1f4c87',
];
const syn: MantineColorsTuple = [
  '#e6f8f6',
  '#d3efeb',
  '#a7ded6',
  '#78ccc1',
  '#52bdaf',
  '#3ab4a4',
  '#2aaf9e',
  '#189a89',
  '#00897a',
  '#00776a',
];
const real: MantineColorsTuple = [
  '#fff5e1',
  '#ffeacc',
  '#fed39b',
  '#fdbb65',
  '#fca738',
  '#fb9a1b',
  '#f1900a',
  '#d67c00',
  '#bf6e00',
  '#8f5100',
];
/** Neutral with a breath of blue; Mantine's own dark is flatter. */
const dark: MantineColorsTuple = [
  '#d3d8de',
  '#aeb6bf',
  '#8b949f',
  '#66707c',
  '#343c46',
  '#2c343d',
  '#242b33',
  '#1b2027',
  '#14181d',
  '#0e1115',
];

export const theme = createTheme({
  colors: { ink, syn, real, dark },
  primaryColor: 'ink',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.3' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true } },
    Select: { defaultProps: { size: 'sm', checkIconPosition: 'right' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Paper: { defaultProps: { radius: 'md' } },
  },
});
