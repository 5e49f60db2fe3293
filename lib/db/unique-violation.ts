/** Whether a write was refused because a unique value already exists (Prisma's P2002). */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "P2002";
}
