// What a browser says when the system's zone is not one it knows. Some versions accept it as a zone.
const UNKNOWN = "Etc/Unknown";

/** The name of this browser's time zone; UTC if the browser names none, or none that exists. */
export function browserZone(
  resolve: () => string | undefined = () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  try {
    const zone = resolve();
    if (!zone || zone === UNKNOWN) return "UTC";
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone;
  } catch {
    return "UTC";
  }
}
