import type { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { AppError } from "@/lib/base/errors";
import { processState } from "@/lib/base/process-state";

const PRODUCT = "lunasentri";
// Its estimate grows faster than the length; what is guessable in these is not saved by what follows.
const CHECKED_LENGTH = 32;
// zxcvbn's scale: below it, a password falls to fewer than a million guesses.
const LEAST_SCORE = 2;
const LEAST_WORD_LENGTH = 3;

// Loaded on first use: the dictionary takes ten megabytes, and passwords are seldom set.
function checker(): Promise<ZxcvbnFactory> {
  return processState("password-checker", async () => {
    const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
      import("@zxcvbn-ts/core"),
      import("@zxcvbn-ts/language-common"),
    ]);
    return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  });
}

/** What of a text about a person might be in their password: all of it, both parts of an address, its words, and these in one. */
function wordsOf(text: string): string[] {
  const lower = text.toLowerCase();
  const words = lower.match(/[\p{L}\p{N}]+/gu) ?? [];
  return [lower, ...lower.split("@"), words.join(""), ...words]
    .filter((word) => word.length >= LEAST_WORD_LENGTH)
    .map((word) => word.slice(0, CHECKED_LENGTH));
}

/** Why a password would be among the first that anybody tries; null: it would not. `about`: names and addresses of its person. */
async function findFault({
  password,
  about,
}: {
  password: string;
  about: readonly string[];
}): Promise<string | null> {
  const own = [PRODUCT, ...about].flatMap(wordsOf);
  const { score, sequence } = (await checker()).check(password.slice(0, CHECKED_LENGTH), own);
  if (score >= LEAST_SCORE) return null;
  const isOwn = sequence.some((match) => "dictionaryName" in match && match.dictionaryName === "userInputs");
  return isOwn
    ? "is easy to guess from your name, your e-mail address or the name of this product. Use several words that have nothing to do with each other"
    : "is one of those that everybody tries first, or a pattern such as a row of keys. Use several words that have nothing to do with each other";
}

/**
 * Passes unless a password is among the first that anybody tries: then throws AppError "unprocessable" for this field.
 * It may take some milliseconds of CPU time, so limit the attempts first.
 */
export async function refuseGuessable({
  password,
  about,
  field,
}: {
  password: string;
  about: readonly string[];
  field: "password" | "new_password";
}): Promise<void> {
  const sentence = await findFault({ password, about });
  if (sentence === null) return;
  throw new AppError("unprocessable", `${field} ${sentence}.`, { fields: { [field]: sentence } });
}
