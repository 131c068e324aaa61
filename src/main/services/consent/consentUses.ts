import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { ConsentUses } from '@shared/contract/consentViews';
import { isConsentValid, type ConsentRecord } from '@shared/domain/consent';
import type { SetId } from '@shared/domain/ids';
import type { JobRecord } from '@shared/domain/jobState';
import { ioFailure, isMissing } from '../../platform/ioFailure';
import type { ConsentRegister } from '../../storage/consentRegister';

/** Longer lines are no lines of ours. */
const MAX_LINE = 20_000;
const RealLine = z.looseObject({ setId: z.string(), consent: z.looseObject({ subject: z.string() }) });

interface Read {
  readonly stamp: string;
  /** Subjects of each real set in the manifest. */
  readonly subjects: ReadonlyMap<string, ReadonlySet<string>>;
}

async function readManifest(path: string): Promise<Map<string, Set<string>>> {
  const subjects = new Map<string, Set<string>>();
  for await (const line of createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity })) {
    if (line.length > MAX_LINE || !line.includes('"consent":{')) continue;
    const parsed = RealLine.safeParse(parseOrNull(line));
    if (!parsed.success) continue;
    const { setId, consent } = parsed.data;
    const known = subjects.get(setId) ?? new Set<string>();
    subjects.set(setId, known.add(consent.subject.normalize('NFC')));
  }
  return subjects;
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the audit of the export names damaged lines
  }
}

/** What was made with sets of this library. */
export interface MadeOfSets {
  readonly exports: readonly { readonly name: string; readonly directory: string }[];
  readonly jobs: readonly JobRecord[];
}

export interface ConsentUsesReader {
  /** Reads what exports and runs say of themselves; a manifest is read once as long as it stays the same. @throws Failure io */
  read(setId: SetId, register: ConsentRegister, made: MadeOfSets): Promise<ConsentUses>;
}

export function createConsentUses(): ConsentUsesReader {
  const held = new Map<string, Read>();

  const subjectsOf = async (directory: string): Promise<Read['subjects']> => {
    const path = join(directory, 'manifest.jsonl');
    try {
      const { size, mtimeMs } = await stat(path);
      const stamp = `${size} ${mtimeMs}`;
      const known = held.get(path);
      if (known?.stamp === stamp) return known.subjects;
      const subjects = await readManifest(path);
      held.set(path, { stamp, subjects });
      return subjects;
    } catch (thrown) {
      if (isMissing(thrown)) return new Map();
      throw ioFailure(thrown, 'read the manifest', path);
    }
  };

  return {
    read: async (setId, register, made) => {
      const exports: { name: string; directory: string }[] = [];
      const models: ConsentUses['models'] = [];
      const uses = new Map<string, { exports: number[]; models: number[] }>();
      const usesOf = (subject: string): { exports: number[]; models: number[] } => {
        const known = uses.get(subject) ?? { exports: [], models: [] };
        uses.set(subject, known);
        return known;
      };
      for (const { name, directory } of made.exports) {
        const subjects = (await subjectsOf(directory)).get(setId);
        if (subjects === undefined) continue;
        for (const subject of subjects) usesOf(subject).exports.push(exports.length);
        exports.push({ name, directory });
      }
      for (const { id, spec, startedAt } of made.jobs) {
        if (spec.kind !== 'train' || !spec.sets.includes(setId) || startedAt === null) continue;
        // A run takes whom the register allowed when it began; stopped ones have learned from them too.
        for (const subject of allowedAt(register, setId, startedAt)) usesOf(subject).models.push(models.length);
        models.push({ runId: id, name: spec.name });
      }
      return { exports, models, subjects: [...uses].map(([subject, used]) => ({ subject, ...used })) };
    },
  };
}

/** Subjects who allowed training by what the register said at an instant. */
function allowedAt(register: ConsentRegister, setId: SetId, at: string): string[] {
  const records = new Map<string, ConsentRecord>();
  for (const line of register.lines)
    if (line.setId === setId && Date.parse(line.at) <= Date.parse(at)) records.set(line.record.subject, line.record);
  return [...records.values()].filter((record) => isConsentValid(record, 'training', at)).map(({ subject }) => subject);
}
