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
    const { identities } = this.packed;
    return Uint8Array.from(identities, (_identity, at) => Number(this.at(at).toLowerCase().includes(lowerCaseText)));
  }

  private at(index: number): string {
    const { offsets, bytes } = this.packed;
    return this.decoder.decode(bytes.subarray(offsets[index], offsets[index + 1]));
  }
}
