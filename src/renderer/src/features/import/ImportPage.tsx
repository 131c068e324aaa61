import type { ReactNode } from 'react';
import type { SetId } from '@shared/domain/ids';
import { ImportForm } from './ImportForm';
import { ImportResult } from './ImportResult';

/** Bringing in pictures of real people: the form, or what came of an import. */
export function ImportPage(props: { readonly setId: SetId | null }): ReactNode {
  return props.setId === null ? <ImportForm /> : <ImportResult setId={props.setId} />;
}
