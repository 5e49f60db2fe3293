import type { z } from "zod";
import { AppError, type FieldErrors } from "@/lib/base/errors";

/** Parses a request's input with a schema. Throws AppError "unprocessable" with a sentence for each invalid field. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
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

function fieldErrors(issues: z.core.$ZodIssue[]): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of issues) {
    const place = issue.path.map(String).join(".");
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[place === "" ? key : `${place}.${key}`] ??= "is unknown";
    } else fields[place === "" ? "body" : place] ??= issue.message;
  }
  return fields;
}

function sentence([field, problem]: [string, string]): string {
  return /^[a-z]/.test(problem) ? `${field} ${problem}.` : `${field}: ${problem}.`;
}
