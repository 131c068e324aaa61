import {
  type DigitalSourceType,
  DigitalSourceType as SourceType,
  digitalSourceUri,
} from '@shared/domain/digitalSourceType';

const BEGIN =
  '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
  '<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="';
const END = '"/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>';

/** Bytes of a packet that are looked at; a longer one is somebody else's. */
export const MAX_PACKET_BYTES = 1 << 20;

/**
 * The one packet that this program writes: one property, no padding, no time, no name. The wrapper could be left out and 71
 * bytes saved, but exiftool -validate misses it in a JPEG, and who looks for packets in an archive finds them by it. Equal types give
 * equal bytes (ISO 16684-1, 7.3).
 */
export const xmpPacket = (type: DigitalSourceType): string => `${BEGIN}${digitalSourceUri(type)}${END}`;

/** As attribute, as element, or as a resource: the three ways in which RDF/XML may say it. All repeats are bounded. */
const PROPERTY =
  /DigitalSourceType(?:\s{0,9}=\s{0,9}["']|[^<>]{0,200}>|\s[^<>]{0,200}resource\s{0,9}=\s{0,9}["'])\s{0,99}https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/([A-Za-z]{1,60})/;

/** The source type that anybody's packet gives; null where it gives none, or one that this program does not know. */
export function sourceTypeIn(packet: Uint8Array): DigitalSourceType | null {
  if (packet.length > MAX_PACKET_BYTES) return null;
  const found = PROPERTY.exec(Buffer.from(packet.buffer, packet.byteOffset, packet.length).toString('latin1'));
  const parsed = SourceType.safeParse(found?.[1]);
  return parsed.success ? parsed.data : null;
}
