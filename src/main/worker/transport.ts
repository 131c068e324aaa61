import type { WorkerMessage } from '../jobs/protocol';

/** The worker's end of the line to its host. */
export interface Transport {
  post(message: WorkerMessage): void;
  onMessage(receive: (raw: unknown) => void): void;
  /** The host is gone: nobody will ever read a result. */
  onHostGone(react: () => void): void;
}

/** The part of Electron's `process.parentPort` that is used; Electron's own types do not reach this layer. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start?(): void;
}

function parentPortOf(scope: object): ParentPort | null {
  if (!('parentPort' in scope)) return null;
  const port = scope.parentPort;
  return typeof port === 'object' && port !== null ? (port as ParentPort) : null;
}

/**
 * One line for both kinds of host: Electron's utilityProcess (`process.parentPort`) and `child_process.fork` (`process.send`).
 * Null when this process was started by neither, e.g. by hand.
 */
export function openTransport(scope: NodeJS.Process): Transport | null {
  const port = parentPortOf(scope);
  if (port !== null)
    return {
      post: (message) => {
        port.postMessage(message);
      },
      onMessage: (receive) => {
        port.on('message', (event) => {
          receive(event.data);
        });
        port.start?.();
      },
      // Electron ends its utility processes itself.
      onHostGone: () => undefined,
    };
  if (scope.send === undefined) return null;
  const send = scope.send.bind(scope);
  return {
    post: (message) => {
      if (scope.connected) send(message);
    },
    onMessage: (receive) => {
      scope.on('message', receive);
    },
    onHostGone: (react) => {
      scope.on('disconnect', react);
    },
  };
}
