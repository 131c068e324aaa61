import { contextBridge, ipcRenderer } from 'electron';
import type { IpcRendererEvent } from 'electron';
import type { Bridge } from '@shared/contract/bridge';
import { channelOf, CURATION_EVENT_CHANNEL, JOB_EVENT_CHANNEL, PROCEDURE_NAMES } from '@shared/contract/names';
import type { Reply } from '@shared/contract/reply';

// One function per name: the window can ask for what the contract lists and has no way to name a channel.
const call = Object.fromEntries(
  PROCEDURE_NAMES.map((name) => [
    name,
    // Main answers nothing but replies (app/ipcServer.ts).
    (input: unknown) => ipcRenderer.invoke(channelOf(name), input) as Promise<Reply>,
  ]),
) as Bridge['call']; // fromEntries forgets which keys it was given

function listen(channel: string, listener: (event: unknown) => void): () => void {
  // The event object stays here: it would hand the window a way to the sender.
  const receive = (_event: IpcRendererEvent, event: unknown): void => listener(event);
  ipcRenderer.on(channel, receive);
  return () => void ipcRenderer.removeListener(channel, receive);
}

const bridge: Bridge = {
  call,
  onJobEvent: (listener) => listen(JOB_EVENT_CHANNEL, listener),
  onCurationEvent: (listener) => listen(CURATION_EVENT_CHANNEL, listener),
};

contextBridge.exposeInMainWorld('outis', bridge);
