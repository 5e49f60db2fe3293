/**
 * An error as it may be logged. Prisma puts the arguments of a malformed call, including password hashes, into the error's
 * message.
 */
export function withoutArguments(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== "PrismaClientValidationError") return error;
  const { name, message, stack } = error;
  return { name, message: message.split("\n").at(-1), stack: stack?.replace(message, "") };
}
