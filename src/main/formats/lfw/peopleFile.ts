import { Failure } from '@shared/lib/failure';

export interface Person {
  readonly name: string;
  readonly imageCount: number;
}

export const MAX_PEOPLE_FILE_BYTES = 64 * 1024 * 1024;
const MAX_PEOPLE = 2_000_000;
const MAX_IMAGES = 100_000;

/**
 * Writes LFW's `people.txt`: the number of sets, then per set the number of its people and a line `name TAB images` for each (vis-www.cs.umass.edu/lfw,
 * README 3c). Image k of a person is `Name/Name_000k.jpg`.
 * @param sets the folds, whose people must not meet; one set where there are no folds. @throws RangeError
 */
export function formatPeople(sets: readonly (readonly Person[])[]): string {
  const lines = [String(sets.length)];
  for (const people of sets) {
    lines.push(String(people.length));
    for (const { name, imageCount } of people) {
      if (name === '' || /[\t\n\r/\\]/.test(name) || !Number.isSafeInteger(imageCount) || imageCount < 1)
        throw new RangeError(`${JSON.stringify(name)} with ${imageCount} images cannot stand in a people file`);
      lines.push(`${name}\t${imageCount}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/**
 * Reads `people.txt` (sets), and `peopleDevTrain.txt` and kin, which have one set and no number of sets.
 * @returns people of each set. @throws Failure invalid-input naming the line
 */
export function parsePeople(text: string, place: string): readonly (readonly Person[])[] {
  const lines = text.split(/\r\n|\n|\r/).map((line, at) => ({ number: at + 1, cells: line.trim().split(/\t| +/) }));
  const filled = lines.filter(({ cells }) => cells[0] !== '');
  const fail = (line: number, message: string): Failure =>
    new Failure({
      code: 'invalid-input',
      message,
      place: `${place}:${line}`,
      remedy: 'people.txt has the number of sets, then per set the number of people and lines `name TAB images`.',
    });
  let at = 0;
  const countAt = (what: string): number => {
    const line = filled[at++];
    const [cell = '', more] = line?.cells ?? [];
    if (line === undefined) throw fail(lines.length, `The file ends where ${what} must stand.`);
    if (more !== undefined || !/^\d{1,7}$/.test(cell)) throw fail(line.number, `This must be ${what}.`);
    if (Number(cell) > MAX_PEOPLE) throw fail(line.number, `${cell} is more than ${MAX_PEOPLE}.`);
    return Number(cell);
  };
  const personAt = (): Person => {
    const line = filled[at++];
    if (line === undefined) throw fail(lines.length, 'The file ends before the people it promises.');
    const [name = '', count = '', more] = line.cells;
    if (more !== undefined || /[/\\]/.test(name) || /^\.{1,2}$/.test(name))
      throw fail(line.number, 'This must be a name without slashes and its number of images.');
    if (!/^\d{1,6}$/.test(count) || Number(count) < 1 || Number(count) > MAX_IMAGES)
      throw fail(line.number, `The number of images must lie between 1 and ${MAX_IMAGES}.`);
    return { name, imageCount: Number(count) };
  };
  // The development files begin with the number of people, and the next line is a person.
  const hasSets = filled[1]?.cells.length === 1;
  const setCount = hasSets ? countAt('the number of sets') : 1;
  const sets: Person[][] = [];
  for (let set = 0; set < setCount; set++)
    sets.push(Array.from({ length: countAt('the number of people of a set') }, personAt));
  const rest = filled[at];
  if (rest !== undefined) throw fail(rest.number, 'There are more lines than the file promises.');
  return sets;
}
