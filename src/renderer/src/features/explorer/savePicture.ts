import type { SampleFactors } from '@shared/graphics/factors';
import { Failure } from '@shared/lib/failure';
import type { ExplorerLink } from '../../client/preview/explorerLink';
import { toImageData } from './useRowFaces';

/** Draws the face at 256 px, with the bytes that a set would hold, and hands it over as a PNG file. @throws Failure */
export async function savePicture(link: ExplorerLink, factors: SampleFactors): Promise<void> {
  const canvas = document.createElement('canvas');
  await link.ask({ type: 'face', factors, quality: 'full' }, (answer) => {
    if (answer.type !== 'face') return;
    [canvas.width, canvas.height] = [answer.widthPx, answer.heightPx];
    canvas.getContext('2d')?.putImageData(toImageData(answer), 0, 0);
  });
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Failure({ code: 'internal', message: 'The picture could not be made into a file.' });
  offerFile(blob, 'face.png');
}

/** Asks where to keep a file. */
export function offerFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The dialog reads the address when it opens; a minute later nobody needs it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
