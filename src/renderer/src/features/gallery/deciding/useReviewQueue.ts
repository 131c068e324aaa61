import { useEffect, useMemo, useReducer, useState } from 'react';
import { SUGGEST_FROM } from '@shared/domain/suggestions';
import { worstFirst } from '../../../client/curationRows';
import { useQuery } from '../../../client/useQuery';
import type { Gallery } from '../useGallery';
import { ReviewQueue } from './reviewQueue';
import { isAnswered, reasonsLeft, strangersOf } from './strangers';

/** `view`: what the gallery shows, in its order. `to-see`: the undecided ones of it. `worst`: suggested as bad, the worst first. */
export type QueueKind = 'view' | 'to-see' | 'worst';

export interface Review {
  readonly queue: ReviewQueue;
  readonly kind: QueueKind;
  readonly setKind: (kind: QueueKind) => void;
  /** False: the set was not scored, so nothing suggests itself. */
  readonly hasWorst: boolean;
  /** Draws again after the queue was moved. */
  readonly moved: () => void;
  /** What speaks against the row in front, in words; only in the queue of suggestions. */
  readonly suggestion: string | null;
}

const NO_ROWS = new Uint32Array();

interface Suggested {
  readonly bad: Float32Array;
  readonly reasons: Float32Array | null;
  /** Rows whose most alike real picture was called a stranger's. */
  readonly strangers: ReadonlySet<number>;
}

/** The queue of a review. It is made when it is chosen and keeps its order: a decision never moves what is in front. */
export function useReviewQueue(gallery: Gallery): Review {
  const { table, store, view, focus } = gallery;
  const [kind, setKind] = useState<QueueKind>('view');
  const [, moved] = useReducer((count: number) => count + 1, 0);
  const [suggested, setSuggested] = useState<Suggested | null>(null);
  const hasWorst = gallery.columns.some(({ name }) => name === 'suggest.bad');
  const pairs = useQuery('reviews.pairs', { setId: gallery.setId });
  const { against } = gallery.scores;
  const isReady = hasWorst && (pairs.data !== undefined || pairs.error !== undefined);
  useEffect(() => {
    if (!isReady) return undefined;
    let isCurrent = true;
    Promise.all([
      table.values('suggest.bad'),
      table.values('suggest.reasons').catch(() => null),
      // Without the verdicts more is asked, never less.
      strangersOf(table, against, pairs.data ?? []).catch(() => new Set<number>()),
    ]).then(
      ([bad, reasons, strangers]) => isCurrent && setSuggested({ bad, reasons, strangers }),
      // A closed table suggests nothing.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
    // What is said of pairs while this queue is worked through counts for the next one: it keeps its order.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [table, isReady]);

  const queue = useMemo(() => {
    const order = view?.order ?? NO_ROWS;
    const isOpen = (row: number): boolean => store.standingOf(table.idOf(row)).decision === 'undecided';
    if (kind === 'view') return new ReviewQueue(order, focus);
    if (kind === 'to-see') {
      const row = order[focus];
      const open = order.filter(isOpen);
      return new ReviewQueue(open, Math.max(0, row === undefined ? 0 : open.indexOf(row)));
    }
    const worst =
      suggested === null
        ? NO_ROWS
        : worstFirst(
            suggested.bad,
            SUGGEST_FROM,
            (row) =>
              isOpen(row) &&
              !store.isFalseAlarm(table.idOf(row)) &&
              !isAnswered(suggested.reasons?.[row] ?? -1, suggested.strangers.has(row)),
          );
    return new ReviewQueue(worst, 0);
    // Made anew only when another queue is chosen.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, suggested, table]);

  const { row } = queue;
  const bits = row === undefined ? -1 : (suggested?.reasons?.[row] ?? -1);
  const isSuggestion = kind === 'worst' && row !== undefined;
  return {
    queue,
    kind,
    setKind,
    hasWorst,
    moved,
    suggestion: isSuggestion
      ? reasonsLeft(bits, suggested?.strangers.has(row) === true)
          .map(({ label }) => label)
          .join(' · ')
      : null,
  };
}
