import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { crc32 } from '@shared/lib/crc32';
import { DIGITAL_SOURCE_TYPES } from '@shared/domain/digitalSourceType';
import { Failure } from '@shared/lib/failure';
import { canBeMarked, markImage, readMark, withoutMark } from './markImage';
import { jpegOf, pngOf, segment, webpOf } from './markedImages.testing';
import { xmpPacket } from './xmpPacket';

const FILES = {
  'a rendered JPEG': readFileSync(new URL('../../../../fixtures/images/synthetic-face-1.jpg', import.meta.url)),
  'a JPEG without JFIF': jpegOf(),
  'a JPEG with JFIF and Exif': jpegOf(
    segment(0xe0, 'JFIF\0\x01\x01'),
    segment(0xe1, 'Exif\0\0MM'),
    segment(0xe2, 'ICC'),
  ),
  'a PNG': pngOf(),
  'a PNG with bytes behind it': Buffer.concat([pngOf(), Buffer.from('tail')]),
  'a lossy WebP': webpOf('lossy'),
  'a lossless WebP with transparency': webpOf('lossless'),
  'an extended WebP': webpOf('extended'),
  'an extended WebP that announces XMP and has none': webpOf('announced'),
  'a WebP with bytes behind it': Buffer.concat([webpOf('lossy'), Buffer.from('tail')]),
} as const;
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const packets = (bytes: Uint8Array): number => text(bytes).split('<x:xmpmeta').length - 1;
/** Somebody else's packet, with another property and the source type as an element. */
const FOREIGN = xmpPacket('trainedAlgorithmicMedia')
  .replace(' Iptc4xmpExt:DigitalSourceType="', '><Iptc4xmpExt:DigitalSourceType>')
  .replace('"/>', '</Iptc4xmpExt:DigitalSourceType><dc:creator>Somebody</dc:creator></rdf:Description>');
const XAP = 'http://ns.adobe.com/xap/1.0/\0';

describe('marks', () => {
  for (const [name, bytes] of Object.entries(FILES)) {
    it(`go into ${name}, are read, and come out without a trace`, () => {
      expect(readMark(bytes)).toBeNull();
      expect(withoutMark(bytes)).toBe(bytes);
      for (const type of DIGITAL_SOURCE_TYPES) {
        const marked = markImage(bytes, type);
        expect(readMark(marked)).toBe(type);
        expect(packets(marked)).toBe(1);
        expect(Buffer.compare(withoutMark(marked), bytes)).toBe(0);
        // Equal bytes give equal bytes, and a mark upon a mark is the mark.
        expect(Buffer.compare(markImage(bytes, type), marked)).toBe(0);
        expect(Buffer.compare(markImage(marked, type), marked)).toBe(0);
      }
    });
  }

  it('add 416 bytes to a JPEG, 417 to a PNG, and 392 or 410 to a WebP', () => {
    const added = (bytes: Uint8Array): number => markImage(bytes, 'algorithmicMedia').length - bytes.length;
    expect(added(FILES['a rendered JPEG'])).toBe(416);
    expect(added(FILES['a PNG'])).toBe(417);
    expect(added(FILES['an extended WebP'])).toBe(392);
    expect(added(FILES['a lossy WebP'])).toBe(410);
  });

  it('are, in full, what exiftool 12.57 reads as XMP-iptcExt:DigitalSourceType and validates without a warning', () => {
    const marked = text(markImage(jpegOf(), 'algorithmicMedia'));
    expect(marked.slice(2, 418)).toBe(
      '\xff\xe1\x01\x9ehttp://ns.adobe.com/xap/1.0/\0<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ' +
        'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"/>' +
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
    );
  });

  it('stand behind JFIF and Exif in a JPEG', () => {
    const marked = text(markImage(FILES['a JPEG with JFIF and Exif'], 'digitalCapture'));
    expect(marked.indexOf('Exif\0')).toBeLessThan(marked.indexOf(XAP));
    expect(marked.indexOf(XAP)).toBeLessThan(marked.indexOf('ICC'));
  });

  it('stand behind the header of a PNG, with the right sum', () => {
    const marked = Buffer.from(markImage(FILES['a PNG'], 'digitalCapture'));
    const length = marked.readUInt32BE(33);
    expect(marked.toString('latin1', 37, 41)).toBe('iTXt');
    expect(marked.readUInt32BE(41 + length)).toBe(crc32(marked.subarray(37, 41 + length)));
  });

  it('say in a WebP’s header how large the picture is, and that it is transparent', () => {
    const marked = Buffer.from(markImage(FILES['a lossless WebP with transparency'], 'digitalCapture'));
    expect(marked.toString('latin1', 12, 16)).toBe('VP8X');
    expect(marked[20]).toBe(0x14);
    expect([marked.readUIntLE(24, 3) + 1, marked.readUIntLE(27, 3) + 1]).toEqual([112, 96]);
    expect(marked.readUInt32LE(4)).toBe(marked.length - 8);
  });

  it('take the place of XMP that is there, long packets in pieces too', () => {
    const foreign = jpegOf(
      segment(0xe1, `${XAP}${FOREIGN}`),
      segment(0xe1, 'http://ns.adobe.com/xmp/extension/\0piece'),
      segment(0xe2, 'ICC'),
    );
    expect(readMark(foreign)).toBe('trainedAlgorithmicMedia');
    const marked = markImage(foreign, 'algorithmicMedia');
    expect(readMark(marked)).toBe('algorithmicMedia');
    expect(text(marked)).not.toContain('Somebody');
    expect(text(marked)).not.toContain('piece');
    expect(Buffer.compare(withoutMark(marked), jpegOf(segment(0xe2, 'ICC')))).toBe(0);
    for (const other of [pngOf(FOREIGN), webpOf('announced', FOREIGN)]) {
      expect(readMark(other)).toBe('trainedAlgorithmicMedia');
      expect(withoutMark(other)).toBe(other);
      expect(packets(markImage(other, 'algorithmicMedia'))).toBe(1);
    }
  });

  it('never turn a picture that an algorithm made into one of a camera', () => {
    for (const made of [markImage(jpegOf(), 'algorithmicMedia'), pngOf(FOREIGN)])
      expect(readMark(markImage(made, 'digitalCapture'))).toBe(readMark(made));
  });

  it('are refused for other kinds of files', () => {
    for (const bytes of [Buffer.from('GIF89a'), Buffer.alloc(0), Buffer.from('RIFF')]) {
      expect(canBeMarked(bytes)).toBe(false);
      expect(readMark(bytes)).toBeNull();
      expect(() => markImage(bytes, 'digitalCapture')).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    }
  });

  it('meet files that are cut anywhere, or lie at any byte, with a Failure or a sound answer', () => {
    for (const bytes of [...Object.values(FILES), pngOf(FOREIGN), webpOf('extended', FOREIGN)]) {
      const tryOut = (broken: Uint8Array): void => {
        readMark(broken);
        withoutMark(broken);
        try {
          expect(packets(markImage(broken, 'digitalCapture'))).toBeGreaterThan(0);
        } catch (thrown) {
          if (!(thrown instanceof Failure)) throw thrown;
          expect(['corrupt-data', 'invalid-input']).toContain(thrown.code);
        }
      };
      const reach = Math.min(bytes.length, 700);
      for (let cut = 0; cut < reach; cut++) tryOut(bytes.subarray(0, cut));
      for (let at = 0; at < reach; at++) {
        const lying = Uint8Array.from(bytes);
        lying[at] = (lying[at] ?? 0) ^ 0xff;
        tryOut(lying);
      }
    }
  });
});
