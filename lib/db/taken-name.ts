import { AppError } from "@/lib/base/errors";
import { isUniqueViolation } from "./unique-violation";

/** Does a write; turns "that name is taken" into AppError "conflict" with a sentence for the name's field. */
export async function explainTakenName<T>(
  { noun, name }: { noun: "machine" | "channel"; name: string | undefined },
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const sentence = `There is a ${noun} named “${name}” in this team already. Choose another name.`;
    throw new AppError("conflict", sentence, { fields: { name: sentence } });
  }
}
