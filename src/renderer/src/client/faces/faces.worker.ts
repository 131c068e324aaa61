import { facesUrl } from '@shared/contract/addresses';
import { decodeFaceBatch } from '@shared/contract/faceBatch';
import type { FacesAnswer, FacesQuestion } from './faceFetcher';
import { jpegDataUrl } from './jpegDataUrl';

async function answer({ setId, ids }: FacesQuestion): Promise<readonly string[]> {
  const response = await fetch(facesUrl(setId, ids));
  if (!response.ok) return [];
  const pictures = decodeFaceBatch(new Uint8Array(await response.arrayBuffer()), ids.length);
  return pictures.map((picture) => (picture.length === 0 ? '' : jpegDataUrl(picture)));
}

self.onmessage = (message: MessageEvent<FacesQuestion>) => {
  const send = (urls: readonly string[]): void => {
    const reply: FacesAnswer = { number: message.data.number, urls };
    self.postMessage(reply);
  };
  // A batch that fails is not lost: each of its faces is asked for by itself, and tells of itself.
  answer(message.data).then(send, () => send([]));
};
