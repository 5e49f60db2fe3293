/** The password of a form as it was typed: its spaces are part of it. */
export function passwordOf(form: FormData): string {
  const value = form.get("password");
  return typeof value === "string" ? value : "";
}
