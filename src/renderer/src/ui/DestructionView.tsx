import { Group, List, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { reissueBy } from '@shared/domain/withdrawal';
import type { DestructionCertificate } from '@shared/domain/withdrawalPlan';
import { Notice } from './Notice';
import { Panel } from './Panel';
import { StatValue } from './StatValue';
import { formatCount, formatMoment } from './format';

/** What a withdrawal did: counts first, then what is marked, kept and out of reach, in the certificate's own words. */
export function DestructionView(props: { readonly certificate: DestructionCertificate }): ReactNode {
  const { certificate } = props;
  const { sets, removed, exports, marked, search, spec, signature } = certificate;
  const images = sets.reduce((sum, { samples }) => sum + samples.length, 0);
  return (
    <Stack data-testid="destruction">
      <Panel>
        <Group gap="xl">
          <StatValue label="Subject" value={spec.subject} note={certificate.setName} />
          <StatValue label="Images erased" value={formatCount(images)} testId="images-erased" />
          <StatValue
            label="Parts removed"
            value={formatCount(removed.length)}
            note={removed.length === 0 ? 'none was there' : 'scores, maps, unfinished exports'}
          />
          <StatValue label="Marked as superseded" value={formatCount(exports.length + marked.length)} />
          <StatValue label="In the register" value={formatMoment(certificate.withdrawnAt)} />
        </Group>
      </Panel>
      {search.copies.length > 0 && (
        <Notice tone="bad" title="Copies of erased images are still in this library">
          <PlainList items={search.copies} />
        </Notice>
      )}
      {exports.length > 0 && (
        <Panel title="Exports" hint={`Superseded; to be made again by ${reissueBy(certificate.withdrawnAt)}`}>
          <Table verticalSpacing={5}>
            <Table.Tbody>
              {exports.map(({ directory, name, images: count, isReachable, isOwn, filesErased }) => (
                <Table.Tr key={directory}>
                  <Table.Td ff="monospace" title={directory}>
                    {name}
                  </Table.Td>
                  <Table.Td ta="right" className="tabular">
                    {formatCount(count)} images
                  </Table.Td>
                  <Table.Td>
                    {!isReachable
                      ? 'could not be reached: marked in the library only'
                      : isOwn
                        ? `notice written, ${formatCount(filesErased)} files erased`
                        : 'notice written, its images are still there'}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Panel>
      )}
      {marked.length > 0 && (
        <Panel title="Models, reports and sets">
          <PlainList
            items={marked.map(
              (thing) =>
                `${thing.type}: ${thing.name}${'images' in thing ? `, ${formatCount(thing.images)} images` : ''}`,
            )}
          />
        </Panel>
      )}
      <Panel title="Out of this program’s reach">
        <PlainList items={certificate.outside} />
      </Panel>
      <Panel title="Kept in the library">
        <PlainList items={certificate.kept} />
      </Panel>
      <Text size="sm" c="dimmed">
        {formatCount(search.files)} files of the library were searched for copies of erased images;{' '}
        {search.copies.length === 0 ? 'none was found' : `${formatCount(search.copies.length)} were found`}. Files that
        hold several images were not opened. {signature === null ? 'Not signed.' : `Signed by key ${signature.keyId}.`}
      </Text>
    </Stack>
  );
}

function PlainList(props: { readonly items: readonly string[] }): ReactNode {
  return (
    <List size="sm" spacing={4}>
      {props.items.map((item) => (
        <List.Item key={item} style={{ overflowWrap: 'anywhere' }}>
          {item}
        </List.Item>
      ))}
    </List>
  );
}
