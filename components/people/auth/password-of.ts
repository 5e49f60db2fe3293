/** The password in a form field, exactly as typed: spaces are part of it. */
export function passwordOf(form: FormData, name = "password"): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
