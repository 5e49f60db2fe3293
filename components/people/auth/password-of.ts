/** The password in a form's field as it was typed: its spaces are part of it. */
export function passwordOf(form: FormData, name = "password"): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
