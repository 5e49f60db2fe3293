/** What a form holds: the values of each field, by its name. */
type Values = ReadonlyMap<string, string>;

type FieldErrors = Record<string, string>;

/** What a form holds at this moment, in a shape that can be compared later. */
export function valuesOf(form: FormData): Values {
  const names = new Set(form.keys());
  return new Map([...names].map((name) => [name, JSON.stringify(form.getAll(name).map(String))]));
}

/** The messages about fields that still hold what was refused; the given object itself if those are all. */
export function unchangedIn({
  fields,
  refused,
  now,
}: {
  fields: FieldErrors;
  refused: Values;
  now: Values;
}): FieldErrors {
  const all = Object.entries(fields);
  const kept = all.filter(([field]) => now.get(nameOf(field)) === refused.get(nameOf(field)));
  return kept.length === all.length ? fields : Object.fromEntries(kept);
}

/** The problems of fields that are not among the form's: without these sentences nobody would see them. */
export function strangersIn({ fields, names }: { fields: FieldErrors; names: readonly string[] }): string[] {
  return Object.entries(fields).flatMap(([field, problem]) =>
    names.includes(nameOf(field))
      ? []
      : [/^[a-z]/.test(problem) ? `${field} ${problem.replace(/\.$/, "")}.` : `${field}: ${problem}`],
  );
}

/** An entry of a list is named by its index: "tags.3" belongs to the field "tags". */
function nameOf(field: string): string {
  return field.split(".", 1)[0] ?? field;
}
