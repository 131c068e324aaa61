import { z } from 'zod';
import { DoctorReport } from '../domain/report';
import { procedure } from './define';

export const AppInfo = z.strictObject({
  version: z.string(),
  platform: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  cores: z.int().min(1),
  defaultLibraryPath: z.string(),
  userName: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

export const appProcedures = {
  'app.info': procedure(z.void(), AppInfo),
  'app.doctor': procedure(z.void(), DoctorReport),
  /** The window's theme, so that the native frame and the next start match it. */
  'app.setTheme': procedure(z.enum(['light', 'dark', 'auto']), z.void()),
  /** Null when the person closed the dialog. */
  'dialog.pickFolder': procedure(z.strictObject({ title: z.string().max(200) }), z.string().nullable()),
  'dialog.pickFile': procedure(
    z.strictObject({ title: z.string().max(200), extensions: z.array(z.string().regex(/^[a-z0-9]{1,8}$/)).max(20) }),
    z.string().nullable(),
  ),
  /** Shows a folder of the open library in the file manager; other paths are refused. */
  'shell.reveal': procedure(z.strictObject({ path: z.string().min(1).max(4096) }), z.void()),
} as const;
