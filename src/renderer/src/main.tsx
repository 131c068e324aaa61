import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './ui/global.css';
import { MantineProvider, localStorageColorSchemeManager } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import type { Bridge } from '@shared/contract/bridge';
import { App } from './app/App';
import { createOutis } from './app/createOutis';
import { ErrorBoundary } from './app/ErrorBoundary';
import { OutisProvider } from './client/outisContext';
import { OutisDatabase } from './db/database';
import { PreferencesProvider } from './db/usePreferences';
import { theme } from './ui/theme';

declare global {
  interface Window {
    readonly outis: Bridge;
  }
}

// Compiled parsers need eval, which the content security policy refuses; without this zod tries it once and logs the refusal.
z.config({ jitless: true });

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root.');

const database = new OutisDatabase();
const outis = createOutis(window.outis, database);
// In local storage, because it is read before the first paint; everything else a person sets up is in the database.
const colorScheme = localStorageColorSchemeManager({ key: 'outis-color-scheme' });

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorScheme}>
      {/* In the middle above the lowest line, one at a time: toolbars, panels at the sides and the buttons below a face stay free. */}
      {/* Below dialogs: what is asked there must not be covered by what a job has to say. */}
      <Notifications position="bottom-center" limit={1} zIndex={150} />
      <ErrorBoundary>
        <OutisProvider value={outis}>
          <PreferencesProvider database={database}>
            <App />
          </PreferencesProvider>
        </OutisProvider>
      </ErrorBoundary>
    </MantineProvider>
  </StrictMode>,
);
