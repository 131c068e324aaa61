interface Ending {
  readonly subject: string;
  readonly expiresOn: string | null;
  readonly retainUntil: string | null;
}

const NEVER = '9999';
const byName = new Intl.Collator('en', { numeric: true });

/** The first day on which something of a record ends; `9999` where nothing does. */
const endOf = ({ expiresOn, retainUntil }: Ending): string => {
  const [until, kept] = [expiresOn ?? NEVER, retainUntil ?? NEVER];
  return until < kept ? until : kept;
};

/** What ends soonest comes first, then by name. */
export function expiringFirst(a: Ending, b: Ending): number {
  const [x, y] = [endOf(a), endOf(b)];
  if (x !== y) return x < y ? -1 : 1;
  return byName.compare(a.subject, b.subject);
}
