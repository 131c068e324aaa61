import type { KeyValue, SchemaElement } from 'hyparquet';

/** Columns of our Parquet files, in order. `image` is the struct that `datasets` decodes (hub-docs, "Image datasets", Parquet). */
export const HF_SCHEMA: readonly SchemaElement[] = [
  { name: 'schema', num_children: 7 },
  { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
  { name: 'bytes', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY' },
  { name: 'path', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'label', repetition_type: 'OPTIONAL', type: 'INT64' },
  { name: 'identity', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'origin', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  { name: 'partner_label', repetition_type: 'OPTIONAL', type: 'INT64' },
  { name: 'weight', repetition_type: 'OPTIONAL', type: 'DOUBLE' },
  { name: 'sample_id', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
];

/** What `datasets` reads under the key `huggingface` to make of the columns an Image and a ClassLabel with names. */
export function hfMetadata(classNames: readonly string[]): KeyValue[] {
  const value = (dtype: string): object => ({ dtype, _type: 'Value' });
  const features = {
    image: { _type: 'Image' },
    label: { names: classNames, _type: 'ClassLabel' },
    identity: value('string'),
    origin: value('string'),
    partner_label: value('int64'),
    weight: value('float64'),
    sample_id: value('string'),
  };
  return [{ key: 'huggingface', value: JSON.stringify({ info: { features } }) }];
}
