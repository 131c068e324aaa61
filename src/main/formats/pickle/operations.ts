import type { PickleMachine } from './pickleMachine';
import { refusedPickle } from './pickleFailure';
import type { PickledList, PickleValue } from './pickleValue';

interface Cursor {
  offset: number;
}

/** Reads what follows its code, moves the cursor behind it, and works on the machine. @param at byte of the code. */
type Operation = (machine: PickleMachine, cursor: Cursor, at: number) => Promise<void> | void;

const MAX_NAME = 256;
const HIGHEST_PROTOCOL = 5;

async function take(machine: PickleMachine, cursor: Cursor, length: number): Promise<Buffer> {
  const bytes = await machine.file.read(cursor.offset, length);
  cursor.offset += length;
  return bytes;
}

/** Length in 1, 4 or 8 bytes; a length beyond the file is refused before anything is read. */
const blob =
  (lengthBytes: 1 | 4 | 8, kind: 'bytes' | 'text'): Operation =>
  async (machine, cursor, at) => {
    const head = await take(machine, cursor, lengthBytes);
    const length = lengthBytes === 8 ? Number(head.readBigUInt64LE()) : head.readUIntLE(0, lengthBytes);
    const { offset } = cursor;
    if (!machine.file.has(offset, length))
      throw machine.damaged(at, `it claims ${length} bytes, but the file ends at byte ${machine.file.sizeBytes}`);
    cursor.offset += length;
    machine.push(kind === 'bytes' ? { kind, offset, length, stored: 'as-is' } : { kind, offset, length }, at);
  };

const constant =
  (make: () => PickleValue): Operation =>
  (machine, _cursor, at) =>
    machine.push(make(), at);

const integer =
  (size: 1 | 2 | 4): Operation =>
  async (machine, cursor, at) => {
    const bytes = await take(machine, cursor, size);
    machine.push(size === 4 ? bytes.readInt32LE() : bytes.readUIntLE(0, size), at);
  };

const tuple =
  (count: 1 | 2 | 3): Operation =>
  (machine, _cursor, at) => {
    const items: PickleValue[] = [];
    for (let i = 0; i < count; i++) items.unshift(machine.pop(at));
    machine.push({ kind: 'tuple', items }, at);
  };

function listBelow(machine: PickleMachine, at: number): PickledList {
  const list = machine.top(at);
  if (typeof list === 'object' && list?.kind === 'list') return list;
  throw machine.damaged(at, 'values are added to what is no list');
}

const memoKey = async (machine: PickleMachine, cursor: Cursor, size: 1 | 4): Promise<number> =>
  (await take(machine, cursor, size)).readUIntLE(0, size);

/** Only `_codecs.encode`; whatever else is named is refused before it is looked up. */
function pushGlobal(machine: PickleMachine, at: number, operation: string, name: string): void {
  if (name !== '_codecs.encode')
    throw refusedPickle(machine.file.path, at, `wants ${JSON.stringify(name)} (operation ${operation})`);
  machine.push({ kind: 'codec' }, at);
}

/** A line of text, short and plain. */
async function line(machine: PickleMachine, cursor: Cursor, at: number): Promise<string> {
  const length = Math.min(MAX_NAME, machine.file.sizeBytes - cursor.offset);
  const bytes = await machine.file.read(cursor.offset, length);
  const end = bytes.indexOf(0x0a);
  if (end < 0) throw machine.damaged(at, 'a name has no end');
  cursor.offset += end + 1;
  return bytes.toString('latin1', 0, end);
}

async function textOf(machine: PickleMachine, value: PickleValue, at: number): Promise<string> {
  if (typeof value !== 'object' || value?.kind !== 'text' || value.length > MAX_NAME)
    throw machine.damaged(at, 'a short name is expected and there is something else');
  return (await machine.file.read(value.offset, value.length)).toString('utf8');
}

const global: Operation = async (machine, cursor, at) => {
  const module = await line(machine, cursor, at);
  pushGlobal(machine, at, 'GLOBAL', `${module}.${await line(machine, cursor, at)}`);
};

const stackGlobal: Operation = async (machine, _cursor, at) => {
  const name = await textOf(machine, machine.pop(at), at);
  const module = await textOf(machine, machine.pop(at), at);
  pushGlobal(machine, at, 'STACK_GLOBAL', `${module}.${name}`);
};

/** A call: there is one function, and it takes a text and the word latin1. */
const reduce: Operation = async (machine, _cursor, at) => {
  const given = machine.pop(at);
  const called = machine.pop(at);
  const [text, encoding] = typeof given === 'object' && given?.kind === 'tuple' ? given.items : [];
  const isCodec = typeof called === 'object' && called?.kind === 'codec';
  if (!isCodec || typeof text !== 'object' || text?.kind !== 'text' || encoding === undefined)
    throw refusedPickle(machine.file.path, at, 'wants to call something (operation REDUCE)');
  if (!/^latin-?1$/.test(await textOf(machine, encoding, at)))
    throw machine.damaged(at, 'text is to become bytes in another way than latin1');
  machine.push({ kind: 'bytes', offset: text.offset, length: text.length, stored: 'text' }, at);
};

const protocol: Operation = async (machine, cursor, at) => {
  const [version = 0] = await take(machine, cursor, 1);
  if (version < 2 || version > HIGHEST_PROTOCOL) throw machine.damaged(at, `protocol ${version} is not known`);
};

/** By code. Names as in CPython's pickletools. */
export const OPERATIONS: Readonly<Partial<Record<number, Operation>>> = {
  0x80: protocol, // PROTO
  0x95: (_machine, cursor) => void (cursor.offset += 8), // FRAME: only helps to read ahead
  0x5d: constant(() => ({ kind: 'list', items: [] })), // EMPTY_LIST
  0x29: constant(() => ({ kind: 'tuple', items: [] })), // EMPTY_TUPLE
  0x4e: constant(() => null), // NONE
  0x88: constant(() => true), // NEWTRUE
  0x89: constant(() => false), // NEWFALSE
  0x28: (machine, _cursor, at) => machine.mark(at), // MARK
  0x30: (machine, _cursor, at) => void machine.pop(at), // POP
  0x6c: (machine, _cursor, at) => machine.push({ kind: 'list', items: machine.popToMark(at) }, at), // LIST
  0x74: (machine, _cursor, at) => machine.push({ kind: 'tuple', items: machine.popToMark(at) }, at), // TUPLE
  0x85: tuple(1),
  0x86: tuple(2),
  0x87: tuple(3),
  0x61: (machine, _cursor, at) => {
    const value = machine.pop(at);
    listBelow(machine, at).items.push(value);
  }, // APPEND
  0x65: (machine, _cursor, at) => {
    const values = machine.popToMark(at);
    const { items } = listBelow(machine, at);
    for (const value of values) items.push(value);
  }, // APPENDS
  0x43: blob(1, 'bytes'), // SHORT_BINBYTES
  0x42: blob(4, 'bytes'), // BINBYTES
  0x8e: blob(8, 'bytes'), // BINBYTES8
  0x55: blob(1, 'bytes'), // SHORT_BINSTRING: Python 2's str
  0x54: blob(4, 'bytes'), // BINSTRING
  0x8c: blob(1, 'text'), // SHORT_BINUNICODE
  0x58: blob(4, 'text'), // BINUNICODE
  0x8d: blob(8, 'text'), // BINUNICODE8
  0x4b: integer(1), // BININT1
  0x4d: integer(2), // BININT2
  0x4a: integer(4), // BININT
  0x94: (machine, _cursor, at) => machine.remember(at), // MEMOIZE
  0x71: async (machine, cursor, at) => machine.remember(at, await memoKey(machine, cursor, 1)), // BINPUT
  0x72: async (machine, cursor, at) => machine.remember(at, await memoKey(machine, cursor, 4)), // LONG_BINPUT
  0x68: async (machine, cursor, at) => machine.recall(await memoKey(machine, cursor, 1), at), // BINGET
  0x6a: async (machine, cursor, at) => machine.recall(await memoKey(machine, cursor, 4), at), // LONG_BINGET
  0x63: global,
  0x93: stackGlobal,
  0x52: reduce,
};
