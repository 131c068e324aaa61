import { Chip, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format';
import type { Gallery } from './useGallery';
import { tagList } from './useRowLists';

/** Tags that samples of this set have; those chosen must all be there. Nothing where nobody has tagged. */
export function TagFilter(props: { readonly gallery: Gallery }): ReactNode {
  const { query, setQuery, curation, store } = props.gallery;
  if (curation.tags.length === 0) return null;
  return (
    <div role="group" aria-label="Tags">
      <Text size="xs" fw={600} mb={4}>
        Tags
      </Text>
      <Group gap={4}>
        {curation.tags.map((tag) => {
          const list = tagList(tag);
          return (
            <Chip
              key={tag}
              size="xs"
              checked={query.lists.includes(list)}
              onChange={(isOn) => {
                const others = query.lists.filter((name) => name !== list);
                setQuery({ ...query, lists: isOn ? [...others, list] : others });
              }}
            >
              {tag} {formatCount(store.tagKeys(tag).length)}
            </Chip>
          );
        })}
      </Group>
    </div>
  );
}
