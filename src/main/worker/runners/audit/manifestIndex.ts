import type { ManifestLine } from '@shared/domain/exportManifest';

const HASH_BYTES = 32;

/** What an audit must know of each manifest line when it meets the image; some 150 bytes for each, so that a million fit. */
export class ManifestIndex {
  private readonly places = new Map<string, number>();
  private readonly texts: string[] = [];
  private hashes: Buffer = Buffer.alloc(HASH_BYTES * 1024);
  private unmarked: Buffer = Buffer.alloc(HASH_BYTES * 1024);
  private readonly labels: number[] = [];
  private readonly isReal: boolean[] = [];
  private readonly hasUnmarked: boolean[] = [];

  get count(): number {
    return this.texts.length;
  }

  /** @returns false where a line named this place before */
  add(line: ManifestLine): boolean {
    const key = keyOf(line.path, line.entry ?? '');
    if (this.places.has(key)) return false;
    const index = this.count;
    this.places.set(key, index);
    this.texts.push(key);
    this.labels.push(line.label);
    this.isReal.push(line.origin === 'real');
    this.hashes = written(this.hashes, index, line.sha256);
    this.hasUnmarked.push(line.unmarkedSha256 !== undefined);
    this.unmarked = written(this.unmarked, index, line.unmarkedSha256 ?? line.sha256);
    return true;
  }

  /** @returns the line's index, or null where no line names the place */
  find(path: string, entry: string): number | null {
    return this.places.get(keyOf(path, entry)) ?? null;
  }

  hasPath(path: string): boolean {
    return this.places.has(keyOf(path, ''));
  }

  pathOf(index: number): string {
    return this.texts[index]?.split('\0')[0] ?? '';
  }

  /** For people: `train.rec, entry 17`. */
  wordsOf(index: number): string {
    const [path = '', entry = ''] = this.texts[index]?.split('\0') ?? [];
    return entry === '' ? path : `${path}, entry ${entry}`;
  }

  labelOf(index: number): number {
    return this.labels[index] ?? -1;
  }

  originOf(index: number): 'syn' | 'real' {
    return this.isReal[index] === true ? 'real' : 'syn';
  }

  sha256Of(index: number): string {
    return this.hashes.toString('hex', index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  /** Of the image without its mark; null where the line does not tell. */
  unmarkedOf(index: number): string | null {
    if (this.hasUnmarked[index] !== true) return null;
    return this.unmarked.toString('hex', index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }
}

const keyOf = (path: string, entry: string): string => (entry === '' ? path : `${path}\0${entry}`);

function written(into: Buffer, index: number, sha256: string): Buffer {
  const end = (index + 1) * HASH_BYTES;
  const room = end <= into.length ? into : Buffer.concat([into], into.length * 2);
  room.write(sha256, index * HASH_BYTES, HASH_BYTES, 'hex');
  return room;
}
