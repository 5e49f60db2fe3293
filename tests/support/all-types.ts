import pino from "pino";

/** Stands for lib's registry in tests: all types of channels, and one that LunaSentri does not have. */
export async function withPager(original: () => Promise<unknown>) {
  const { CHANNEL_TYPES } = (await original()) as typeof import("@/lib/notifications/transports/registry");
  const { pager } = await import("./pager/type");
  return { CHANNEL_TYPES: [...CHANNEL_TYPES, pager] };
}

/** The same for the registry of forms. */
export async function withPagerForm(original: () => Promise<unknown>) {
  const { CHANNEL_FORMS } = (await original()) as typeof import("@/components/notifications/registry");
  const { pagerForm } = await import("./pager/form");
  return { CHANNEL_FORMS: [...CHANNEL_FORMS, pagerForm] };
}

/** Stands for the logger in tests: each line goes into `lines`, as it would into the log. */
export function catchLogs(lines: string[]): (part: string) => pino.Logger {
  const root = pino({ level: "trace" }, { write: (line) => lines.push(line) });
  return (part) => root.child({ part });
}
