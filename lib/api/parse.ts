import type { z } from "zod";
import { AppError, type FieldErrors } from "@/lib/base/errors";

/** Parses a request's input with a schema. Throws AppError "unprocessable" with a sentence for each invalid field. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value, { error: inWords });
  if (parsed.success) return parsed.data;
  const fields = fieldErrors(parsed.error.issues);
  const [first] = Object.entries(fields);
  throw new AppError(
    "unprocessable",
    first === undefined ? "The request cannot be processed." : sentence(first),
    {
      fields,
    },
  );
}

/** The first problem of each field. */
function fieldErrors(issues: z.core.$ZodIssue[]): FieldErrors {
  const fields = new Map<string, string>();
  const add = (field: string, problem: string) => {
    if (!fields.has(field)) fields.set(field, problem);
  };
  for (const issue of issues) {
    const place = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) add(place === "" ? key : `${place}.${key}`, "is unknown");
    } else add(place === "" ? "body" : place, issue.message);
  }
  return Object.fromEntries(fields);
}

const TYPES: Partial<Record<string, string>> = {
  string: "must be text",
  number: "must be a number",
  int: "must be a whole number",
  boolean: "must be true or false",
  array: "must be a list",
  object: "must be a JSON object",
};

/** What is wrong where a schema does not say so itself; undefined: zod's own words. */
function inWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type") return TYPES[issue.expected];
  if (issue.code === "too_big") return limitWords(issue, { limit: issue.maximum, most: true });
  if (issue.code === "too_small") return limitWords(issue, { limit: issue.minimum, most: false });
  const choices: unknown = issue.code === "invalid_value" ? issue.values : issue.options;
  if (!Array.isArray(choices) || choices.length === 0) return undefined;
  return `must be ${choices.length === 1 ? "" : "one of "}${choices.map(String).join(", ")}`;
}

const UNITS: Partial<Record<string, string>> = { string: "characters", array: "entries" };

function limitWords(
  { origin, inclusive }: { origin: string; inclusive?: boolean | undefined },
  { limit, most }: { limit: unknown; most: boolean },
): string {
  const unit = UNITS[origin];
  if (unit !== undefined && !most && Number(limit) === 1) return "must not be empty";
  const bound = most ? "at most" : "at least";
  if (unit !== undefined) return `must have ${bound} ${limit} ${unit}`;
  return inclusive === false
    ? `must be ${most ? "less" : "more"} than ${limit}`
    : `must be ${bound} ${limit}`;
}

function sentence([field, problem]: [string, string]): string {
  return /^[a-z]/.test(problem) ? `${field} ${problem}.` : `${field}: ${problem}.`;
}
