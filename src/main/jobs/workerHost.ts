import type { HostedProcess, ProcessExit, ProcessHost } from '../platform/processHost';

/** Where the queue gets its worker processes from: platform/forkHost.ts, app/utilityHost.ts, or a fake in tests. */
export type WorkerHost = ProcessHost;
export type WorkerProcess = HostedProcess;
export type WorkerExit = ProcessExit;
