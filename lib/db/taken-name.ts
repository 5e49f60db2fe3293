import { AppError } from "@/lib/base/errors";
import { isUniqueViolation } from "./unique-violation";

/** Runs a write; turns "that name is taken" into AppError "conflict" with a sentence for the name's field. */
export async function withTakenName<T>(
  { noun, name }: { noun: "machine" | "channel" | "rule" | "window"; name: string | undefined },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const sentence = `This team already has a ${noun} named “${name}”. Choose another name.`;
    throw new AppError("conflict", sentence, { fields: { name: sentence } });
  }
}
