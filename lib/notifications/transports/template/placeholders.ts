/** What a template may contain in double braces, with what it stands for. The list is closed: nothing else is ever filled in. */
export const PLACEHOLDERS = {
  event: "the event, such as machine.offline",
  status: "problem, recovery or notice",
  title: "what happened, in one line",
  text: "the lines below it",
  link: "where to read more; empty without HUB_URL",
  now: "when this attempt is made, RFC 3339",
  "machine.id": "a number",
  "machine.name": "its name",
  "machine.hostname": "its host name",
  "machine.description": "its description",
  "machine.status": "online or offline",
  "machine.last_seen": "when the hub last heard it, RFC 3339",
  "incident.id": "a number, the same from its beginning to its end",
  "incident.key": "the same as text, unlike that of any other hub",
  "incident.severity": "critical, warning or, of a simulated one, info",
  "incident.started_at": "RFC 3339",
  "incident.resolved_at": "RFC 3339; empty while it is open",
  "incident.duration_s": "a number of seconds; empty while it is open",
  "rule.name": "of an alert: its rule",
  "rule.value": "of an alert: the value, a number",
  "mass.offline": "of many at once: how many went offline",
  "mass.of": "out of so many",
  "delivery.uid": "the same in all attempts, to recognise a copy",
} as const;

export type Placeholder = keyof typeof PLACEHOLDERS;
/** What is filled in. */
export type Values = Readonly<Record<Placeholder, string | number | null>>;

// The bound keeps a text full of opening braces cheap.
const BRACED = /\{\{([^{}]{0,100})\}\}/g;
const LONE = /^\{\{([^{}]{0,100})\}\}$/;

/** Fills in a text, once: what is filled in is not looked at again. */
export function fillText(
  template: string,
  values: Values,
  write: (value: string) => string = (value) => value,
): string {
  return template.replace(BRACED, (_, name: string) => write(String(valueAt(name, values) ?? "")));
}

/** Fills in a text as a value: a placeholder that stands alone keeps its type. */
export function fillValue(template: string, values: Values): string | number | null {
  const name = LONE.exec(template)?.[1];
  return name === undefined ? fillText(template, values) : valueAt(name, values);
}

function valueAt(name: string, values: Values): string | number | null {
  return values[name.trim() as Placeholder] ?? null;
}

/** Whether anything is filled into a text. */
export function hasPlaceholders(text: string): boolean {
  return text.includes("{{");
}

/** The text between its placeholders. */
export function aroundPlaceholders(template: string): string[] {
  return template.split(BRACED).filter((_, index) => index % 2 === 0);
}

/** What is wrong with the placeholders in a text, in words; null: nothing. */
export function findWrongPlaceholder(template: string): string | null {
  const unknown = [...template.matchAll(BRACED)].find(
    ([, name = ""]) => !Object.hasOwn(PLACEHOLDERS, name.trim()),
  );
  const list = `the placeholders are ${Object.keys(PLACEHOLDERS).join(", ")}`;
  if (unknown !== undefined) return `contains ${unknown[0]}, which is no placeholder; ${list}`;
  if (aroundPlaceholders(template).some((text) => text.includes("{{")))
    return `contains {{ without a placeholder and }} behind it; ${list}`;
  return null;
}
