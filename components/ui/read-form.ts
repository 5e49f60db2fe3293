/** The text of a form field, trimmed; empty when the form does not have it. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** The same, with null for an empty field. */
export function textOrNull(form: FormData, name: string): string | null {
  return textOf(form, name) || null;
}
