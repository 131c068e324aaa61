import { Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { sampleUrl } from '@shared/contract/addresses';
import type { SampleId, SetId } from '@shared/domain/ids';
import type { ScoreInfo, ScoreRef } from '@shared/domain/scores';
import type { SampleTable } from '../../client/samples/sampleTable';
import type { NearestSame, SampleDetail } from '../../client/samples/tableProtocol';
import { useNavigate } from '../../client/useRoute';
import { FaceImage } from '../../ui/FaceImage';
import { formatNumber } from '../../ui/format';
import type { Gallery } from './useGallery';
import classes from './Gallery.module.css';

/** Up to this many samples, embeddings are fetched for the nearest of the same identity; more only when likeness was asked for. */
const FETCH_UP_TO = 200_000;

interface Face {
  readonly key: string;
  readonly title: string;
  readonly setId: SetId;
  readonly id: SampleId;
  readonly value: number;
  readonly isHere: boolean;
}

const REFS: readonly { readonly ref: ScoreRef; readonly title: string; readonly column: string }[] = [
  { ref: 'nearestOther', title: 'Other identity', column: 'judge.nearestOther' },
  { ref: 'nearestReal', title: 'Real picture', column: 'judge.nearestReal' },
  { ref: 'nearestRealCentre', title: 'Real person', column: 'judge.nearestRealCentre' },
  { ref: 'duplicate', title: 'Double', column: 'duplicate.cosine' },
];

/** The faces that are most like the focused one: of its own identity, of others, of real people, and its near duplicate. */
export function InspectorNeighbours(props: {
  readonly gallery: Gallery;
  readonly detail: SampleDetail;
  readonly against: ScoreInfo['against'];
}): ReactNode {
  const { gallery, detail, against } = props;
  const { table, setId } = gallery;
  const navigate = useNavigate();
  const isScored = gallery.columns.some(({ name }) => name === 'judge.consistency');
  const same = useNearestSame(
    table,
    detail.row,
    isScored && (table.rowCount <= FETCH_UP_TO || gallery.query.similarTo !== null),
  );
  const faces = facesOf(setId, table, detail, same, against);
  if (faces.length === 0) return null;
  return (
    <section aria-label="Nearest" data-testid="neighbours">
      <Title order={3} mb={4}>
        Nearest
      </Title>
      <div className={classes.neighbours}>
        {faces.map((face) => (
          <button
            key={face.key}
            type="button"
            className={classes.neighbour}
            title={`${face.title}: ${face.id}`}
            onClick={() =>
              face.isHere ? gallery.goTo(face.id) : navigate({ page: 'gallery', setId: face.setId, sampleId: face.id })
            }
          >
            <span className={classes.neighbourFace}>
              <FaceImage src={sampleUrl(face.setId, face.id)} alt={`${face.title}, ${face.id}`} />
            </span>
            <Text size="xs" truncate>
              {face.title}
            </Text>
            <Text size="xs" c="dimmed" className="tabular" truncate>
              {Number.isFinite(face.value) ? `cosine ${formatNumber(Number(face.value.toPrecision(3)))}` : ' '}
            </Text>
          </button>
        ))}
      </div>
    </section>
  );
}

function facesOf(
  setId: SetId,
  table: SampleTable,
  detail: SampleDetail,
  same: NearestSame,
  against: ScoreInfo['against'],
): Face[] {
  const faces: Face[] = [];
  if (same !== null)
    faces.push({
      key: 'same',
      title: 'Same identity',
      setId,
      id: table.idOf(same.row),
      value: same.cosine,
      isHere: true,
    });
  for (const { ref, title, column } of REFS) {
    const neighbour = detail.neighbours.get(ref);
    const other = neighbour === undefined || neighbour.set < 0 ? undefined : against[neighbour.set];
    // A set that is not known any more has no address.
    if (neighbour === undefined || (neighbour.set >= 0 && other === undefined)) continue;
    const value = detail.numbers.get(column) ?? NaN;
    faces.push({ key: ref, title, setId: other?.setId ?? setId, id: neighbour.id, value, isHere: other === undefined });
  }
  return faces;
}

function useNearestSame(table: SampleTable, row: number, isWanted: boolean): NearestSame {
  const [found, setFound] = useState<{ readonly row: number; readonly nearest: NearestSame }>();
  useEffect(() => {
    if (!isWanted) return undefined;
    let isCurrent = true;
    table.nearestSame(row).then(
      (nearest) => isCurrent && setFound({ row, nearest }),
      // Without embeddings there is no nearest one to show.
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [table, row, isWanted]);
  return found?.row === row ? found.nearest : null;
}
