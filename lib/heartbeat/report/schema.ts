import { z } from "zod";
import { isStorableText, oneLine } from "@/lib/base/text";
import { forEachFigure } from "./figures";

export const MAX_ENTRIES = 64;
export const MAX_BACKLOG = 720;
const MAX_NAME = 100;

const text = (max: number) =>
  z
    .string("must be text")
    .max(max, `must have at most ${max} characters`)
    .refine(isStorableText, "contains characters that cannot be stored");

// What an agent computes may be beside a limit by this much, because it was rounded: the limit is meant.
const ROUNDING = 0.01;

const number = z.number("must be a number");
/** A number from `min` to `max`. */
function within({
  min,
  max,
  tooLow,
  tooHigh,
}: {
  min: number;
  max: number;
  tooLow: string;
  tooHigh: string;
}) {
  return number
    .meta({ minimum: min, maximum: max })
    .transform((value) => {
      if (value < min && value >= min - ROUNDING) return min;
      return value > max && value <= max + ROUNDING ? max : value;
    })
    .pipe(z.number().min(min, tooLow).max(max, tooHigh));
}
const upTo = (max: number) =>
  within({ min: 0, max, tooLow: "must not be negative", tooHigh: "is too large" });
const percent = within({ min: 0, max: 100, tooLow: "must be 0 to 100", tooHigh: "must be 0 to 100" });
/** The most that a figure may be, by what it measures. A counter's is the largest value of a 64-bit column. */
export const MAX_FIGURE = { percent: 100, counter: 9.2e18, load: 1e6 };
const counter = upTo(MAX_FIGURE.counter).transform(Math.trunc);
const count = upTo(1e15);
export const MAX_UPTIME_S = 100 * 365.25 * 86_400;
const uptime = within({
  min: 0,
  max: MAX_UPTIME_S,
  tooLow: "must not be negative",
  tooHigh: "must be at most 100 years",
}).transform(Math.trunc);
const MEASURES = { percent, counter, load: upTo(MAX_FIGURE.load) };
export const time = z.iso.datetime({
  offset: true,
  error: "must be an RFC 3339 time such as 2026-01-31T08:00:00Z",
});

const PLAIN = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
/** A name as it is stored, compared and shown: on one line, composed, and unable to turn the line that it stands in. */
const clean = (given: string) => (PLAIN.test(given) ? given : oneLine(given).normalize("NFC"));
const nameUpTo = (max: number) => text(max).transform(clean).pipe(z.string().min(1, "must not be empty"));
const name = nameUpTo(MAX_NAME);

const NAMES = "must have names of 1 to 100 characters that can be stored";
const isName = (key: string) => key !== "" && key.length <= MAX_NAME && isStorableText(key);

const absent = <T extends z.ZodType>(type: T) => type.nullish().transform((value) => value ?? null);
// A longer list has been cut before (cut-lists.ts).
const list = <T extends z.ZodType>(type: T, maxItems = MAX_ENTRIES) =>
  z.array(type, "must be a list").meta({ maxItems });
const object = <T extends z.ZodRawShape>(shape: T) => z.object(shape, "must be an object");

const systemInfo = object({
  hostname: text(253).optional(),
  platform: text(100).optional(),
  platform_version: text(100).optional(),
  kernel_version: text(200).optional(),
  cpu_cores: count.optional(),
  memory_total_mb: count.optional(),
  disk_total_gb: count.optional(),
  last_boot_time: time.optional(),
});

/** The lists of a sample, stored together, under their names on the wire. */
const lists = {
  filesystems: absent(
    list(
      object({
        mount: nameUpTo(255),
        used_pct: percent,
        total_bytes: absent(counter),
      }),
    ),
  ),
  interfaces: absent(list(object({ name, rx_bytes: absent(counter), tx_bytes: absent(counter) }))),
  temperatures: absent(
    list(object({ name, celsius: number.min(-300, "is too low").max(10_000, "is too high") })),
  ),
  gauges: absent(
    z
      .record(z.string(), number, "must be an object of numbers")
      .meta({ maxProperties: MAX_ENTRIES })
      .refine((gauges) => Object.keys(gauges).every(isName), NAMES)
      .transform((gauges) =>
        Object.fromEntries(Object.entries(gauges).map(([key, value]) => [clean(key), value])),
      )
      .refine((gauges) => Object.keys(gauges).every(isName), NAMES),
  ),
};

export const LISTS = Object.keys(lists);
export const listsSchema = object(lists);
export const MAX_AGENT_VERSION = 50;
export const MAX_BOOT_ID = 100;
export const INTERVAL_S = { min: 0.1, max: 86_400 };

/** What is measured at one instant. */
const measured = {
  ...forEachFigure((_, measure) => absent(MEASURES[measure])),
  uptime_s: absent(uptime),
  ...lists,
};

const measuredSchema = object(measured);
export type Measured = z.output<typeof measuredSchema>;

const bootId = absent(text(MAX_BOOT_ID));

const goodbye = object({
  reason: text(200),
  back_in_s: absent(number.min(0, "must not be negative").max(30 * 86_400, "must be at most 30 days")),
});
export type Goodbye = z.output<typeof goodbye>;

/** The body of a report (docs/adding-machines.md). Unknown fields are ignored; every list and name is bounded. */
export const reportSchema = z.object({
  ...measured,
  timestamp: absent(time),
  sent_at: absent(time),
  system_info: absent(systemInfo),
  interval_s: absent(
    number.min(INTERVAL_S.min, "must be at least 0.1").max(INTERVAL_S.max, "must be at most 86400"),
  ),
  agent_version: absent(text(MAX_AGENT_VERSION)),
  boot_id: bootId,
  samples: absent(list(measuredSchema.extend({ timestamp: time, boot_id: bootId }), MAX_BACKLOG)),
  goodbye: absent(goodbye),
});

export type ReportFields = z.output<typeof reportSchema>;
