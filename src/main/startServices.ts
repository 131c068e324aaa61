import type { WorkerHost } from './jobs/workerHost';
import type { ProgramPaths } from './programPaths';
import { createServices } from './services/outisServices';
import type { OutisServices, ServiceOptions } from './services/outisServices';

export interface Surroundings {
  readonly paths: ProgramPaths;
  /** Profile folder: recent libraries, measurements. */
  readonly userDataDir: string;
  readonly workerHost: WorkerHost;
  readonly signing?: ServiceOptions['signing'];
  readonly onFault: (message: string, thrown: unknown) => void;
}

/** The use cases, put together in the same way for window and terminal. */
export const startServices = ({ paths, ...rest }: Surroundings): OutisServices =>
  createServices({
    ...rest,
    program: paths.program,
    resourcesDir: paths.resourcesDir,
    modelsDir: paths.modelsDir,
  });
