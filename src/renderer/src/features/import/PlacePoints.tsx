import { Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { originalUrl } from '@shared/contract/addresses';
import type { ImportIssue } from '@shared/contract/views';
import type { SetId } from '@shared/domain/ids';
import { useOutis } from '../../client/outisContext';
import { useAction } from '../../client/useAction';
import { ErrorPanel } from '../../ui/ErrorPanel';
import { POINT_NAMES, pointsProblem } from './landmarkPoints';
import type { Point } from './landmarkPoints';
import classes from './Import.module.css';

/** Five clicks on the original picture make a sample of it; a set point can be dragged, or moved with the arrow keys. */
export function PlacePoints(props: {
  readonly setId: SetId;
  readonly issue: ImportIssue;
  readonly onClose: () => void;
}): ReactNode {
  const { setId, issue, onClose } = props;
  const { client, queries } = useOutis();
  const src = originalUrl(setId, issue.path);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(
    issue.widthPx !== null && issue.heightPx !== null ? { width: issue.widthPx, height: issue.heightPx } : null,
  );
  const [points, setPoints] = useState<readonly Point[]>([]);
  const [current, setCurrent] = useState<number | null>(null);
  const problem = pointsProblem(points);
  const isComplete = points.length === POINT_NAMES.length;

  const save = useAction(async () => {
    await client.call('import.place', {
      setId,
      path: issue.path,
      landmarks5: points.map(([x, y]) => [x, y] as [number, number]),
    });
    queries.invalidate('import.issues', 'set.get', 'set.list', 'consent.list');
    onClose();
  });

  /** Where the pointer is in pixels of the picture, however the picture is fitted into its box. */
  const place = (event: PointerEvent<SVGSVGElement>): Point => {
    const { width, height } = size ?? { width: 1, height: 1 };
    const toPicture = event.currentTarget.getScreenCTM()?.inverse();
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(toPicture);
    const clamp = (value: number, high: number): number => Math.round(Math.min(high, Math.max(0, value)) * 10) / 10;
    return [clamp(x, width), clamp(y, height)];
  };
  const move = (index: number, point: Point): void => setPoints(points.map((own, at) => (at === index ? point : own)));
  const press = (event: PointerEvent<SVGSVGElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const point = place(event);
    const reach = (size?.width ?? 1) * 0.025;
    const near = points.findIndex(([x, y]) => Math.hypot(x - point[0], y - point[1]) < reach);
    if (near >= 0) setCurrent(near);
    else if (!isComplete) {
      setPoints([...points, point]);
      setCurrent(points.length);
    }
  };
  const nudge = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, Point>> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const step = steps[event.key];
    const own = current === null ? undefined : points[current];
    if (step === undefined || current === null || own === undefined) return;
    event.preventDefault();
    const factor = event.shiftKey ? 5 : 1;
    move(current, [own[0] + step[0] * factor, own[1] + step[1] * factor]);
  };

  return (
    <Modal opened onClose={onClose} size="xl" title="Place five points" centered>
      <Stack gap="sm">
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {issue.path}
        </Text>
        {size === null ? (
          <img
            src={src}
            alt={issue.path}
            style={{ maxWidth: '100%' }}
            onLoad={(event) =>
              setSize({ width: event.currentTarget.naturalWidth, height: event.currentTarget.naturalHeight })
            }
          />
        ) : (
          <svg
            className={classes.picture}
            viewBox={`0 0 ${size.width} ${size.height}`}
            role="application"
            tabIndex={0}
            aria-label={`Picture of ${issue.subject}. Click the five points in order; arrow keys move the last one.`}
            data-testid="place-points"
            onPointerDown={press}
            onPointerMove={(event) => {
              if (event.buttons === 1 && current !== null) move(current, place(event));
            }}
            onKeyDown={nudge}
          >
            <image href={src} width={size.width} height={size.height} />
            {points.map(([x, y], index) => (
              <g key={index}>
                <circle
                  className={classes.point}
                  data-current={index === current}
                  cx={x}
                  cy={y}
                  r={size.width / 90}
                  strokeWidth={size.width / 300}
                />
                <text
                  className={classes.pointLabel}
                  x={x + size.width / 60}
                  y={y - size.width / 80}
                  fontSize={size.width / 32}
                  strokeWidth={size.width / 200}
                >
                  {index + 1}
                </text>
              </g>
            ))}
          </svg>
        )}
        <List type="ordered" size="sm" listStyleType="decimal">
          {POINT_NAMES.map((name, index) => (
            <List.Item
              key={name}
              fw={index === points.length ? 600 : 400}
              style={{ color: index < points.length ? 'var(--o-soft)' : 'var(--o-text)' }}
            >
              {name}
            </List.Item>
          ))}
        </List>
        {problem !== null && (
          <Text size="sm" role="alert" style={{ color: 'var(--o-exclude)' }}>
            {problem}
          </Text>
        )}
        {save.error !== undefined && <ErrorPanel error={save.error} />}
        <Group justify="space-between">
          <Button
            variant="default"
            disabled={points.length === 0}
            onClick={() => {
              setPoints([]);
              setCurrent(null);
            }}
          >
            Begin again
          </Button>
          <Button disabled={!isComplete || problem !== null} loading={save.isRunning} onClick={() => save.run()}>
            Make a sample of it
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
