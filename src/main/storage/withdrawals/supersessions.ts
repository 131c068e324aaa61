import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AffectedThing, keyOfThing, Supersession, type SupersessionMark } from '@shared/domain/withdrawal';
import { appendChained, chainedShape, readChain } from '../jsonlFile';

/** One line of consent/superseded.jsonl; a later line about the same thing and withdrawal replaces an earlier one. */
const SupersededLine = z.strictObject({ ...chainedShape, thing: AffectedThing, supersession: Supersession });

export const supersededFile = (libraryPath: string): string => join(libraryPath, 'consent', 'superseded.jsonl');

const keyOf = ({ thing, supersession }: SupersessionMark): string =>
  `${supersession.withdrawalId} ${keyOfThing(thing)}`;

/**
 * What must not be used any more, the newest last. Lines after a broken one are left out: a mark that is missing is also in the
 * certificate of its withdrawal. @throws Failure io
 */
export async function readSupersessions(libraryPath: string): Promise<SupersessionMark[]> {
  const marks = new Map<string, SupersessionMark>();
  for (const { thing, supersession } of (await readChain(supersededFile(libraryPath), SupersededLine)).lines)
    marks.set(keyOf({ thing, supersession }), { thing, supersession });
  return [...marks.values()];
}

/** Adds what is not marked alike already; on the disk before it returns. @throws Failure corrupt-data, disk-full, io */
export async function addSupersessions(
  libraryPath: string,
  who: string,
  marks: readonly SupersessionMark[],
): Promise<void> {
  const present = new Map((await readSupersessions(libraryPath)).map((mark) => [keyOf(mark), JSON.stringify(mark)]));
  const missing = marks.filter((mark) => {
    const now = SupersededLine.pick({ thing: true, supersession: true }).parse(mark);
    const before = present.get(keyOf(mark));
    // What was replaced since stays so when a withdrawal is resumed.
    return before === undefined || (now.supersession.replacedBy !== null && before !== JSON.stringify(now));
  });
  if (missing.length === 0) return;
  const path = supersededFile(libraryPath);
  await mkdir(dirname(path), { recursive: true });
  await appendChained(
    path,
    SupersededLine,
    missing.map(({ thing, supersession }) => ({ who, thing, supersession })),
    `${path}.lock`,
  );
}
