import type { IdentityGroups } from './identityGroups';

/** Names of identities in two buffers, so that they go to the window without a copy and without a million strings. */
export interface PackedNames {
  /** Rising; name i belongs to `identities[i]`. */
  readonly identities: Int32Array<ArrayBuffer>;
  /** One more than there are names. */
  readonly offsets: Uint32Array<ArrayBuffer>;
  /** UTF-8. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** @param nameOf the name that stands in a row. */
export function packNames(groups: IdentityGroups, nameOf: (row: number) => string): PackedNames {
  const names = Array.from(groups.firstRow, nameOf);
  const encoder = new TextEncoder();
  const bytes = encoder.encode(names.join(''));
  const offsets = new Uint32Array(names.length + 1);
  names.forEach((name, at) => {
    // Plain names, the usual ones, are as long in UTF-8.
    const length = isPlain(name) ? name.length : encoder.encode(name).length;
    offsets[at + 1] = (offsets[at] ?? 0) + length;
  });
  return { identities: groups.identities.slice(), offsets, bytes };
}

const isPlain = (name: string): boolean => /^[\x00-\x7f]*$/.test(name);

/** Reads packed names one at a time. */
export class IdentityNames {
  private readonly decoder = new TextDecoder();
  private joined: string | null | undefined;

  constructor(readonly packed: PackedNames) {}

  /** @returns undefined for an identity that has no sample. */
  of(identity: number): string | undefined {
    const { identities } = this.packed;
    let low = 0;
    let high = identities.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const found = identities[middle] ?? 0;
      if (found === identity) return this.at(middle);
      if (found < identity) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }

  /** 1 for each name, in order, that contains the text whatever its case. */
  containing(lowerCaseText: string): Uint8Array {
    const { identities, offsets } = this.packed;
    const all = this.inOne();
    if (all === null)
      return Uint8Array.from(identities, (_identity, at) => Number(this.at(at).toLowerCase().includes(lowerCaseText)));
    const found = new Uint8Array(identities.length);
    if (lowerCaseText === '') return found.fill(1);
    let name = 0;
    for (let from = all.indexOf(lowerCaseText); from >= 0;) {
      while ((offsets[name + 1] ?? Infinity) <= from) name++;
      // A hit across two names is none, but the next may begin one letter later.
      const isWithin = from + lowerCaseText.length <= (offsets[name + 1] ?? 0);
      if (isWithin) found[name] = 1;
      from = all.indexOf(lowerCaseText, isWithin ? offsets[name + 1] : from + 1);
    }
    return found;
  }

  /** All names in lower case, one behind the other, where a letter is a byte; else null. */
  private inOne(): string | null {
    if (this.joined === undefined) {
      const text = this.decoder.decode(this.packed.bytes);
      this.joined = text.length === this.packed.bytes.length ? text.toLowerCase() : null;
    }
    return this.joined;
  }

  private at(index: number): string {
    const { offsets, bytes } = this.packed;
    return this.decoder.decode(bytes.subarray(offsets[index], offsets[index + 1]));
  }
}
