import { homedir } from 'node:os';
import { join } from 'node:path';

/** The window's profile folder (Electron's userData), so that both measure and remember in one place. */
export function profileDir(platform: NodeJS.Platform, env: Readonly<Record<string, string | undefined>>): string {
  if (platform === 'win32') return join(env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'outis');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'outis');
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'outis');
}
