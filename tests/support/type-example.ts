/** A channel of a type, for what is demanded of all types: `example` in example.fixture.ts of the type's folder. */
export type TypeExample = {
  /** The fields of its own, with a value for every secret. */
  fields: Record<string, unknown>;
  /** The text for people in the body of one of its requests; null: a request without any. */
  textOf: (body: unknown) => string | null;
  /** How a machine's name stands in that text; absent: on one line, without what turns words round. */
  showName?: (name: string) => string;
};
