/**
 * Reads the records of a pax header: `<length> key=value\n`, lengths in bytes.
 * @returns null where a length lies. The last of equal keys counts.
 */
export function parsePaxRecords(bytes: Buffer): ReadonlyMap<string, string> | null {
  const records = new Map<string, string>();
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(0x20, at);
    const digits = space === -1 ? '' : bytes.toString('latin1', at, space);
    if (!/^[1-9]\d{0,6}$/.test(digits)) return null;
    const end = at + Number(digits);
    if (end > bytes.length || end <= space || bytes[end - 1] !== 0x0a) return null;
    const record = bytes.toString('utf8', space + 1, end - 1);
    const equals = record.indexOf('=');
    if (equals < 1) return null;
    records.set(record.slice(0, equals), record.slice(equals + 1));
    at = end;
  }
  return records;
}
