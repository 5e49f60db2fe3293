import "server-only";
import { notFound } from "next/navigation";
import { isAppError } from "@/lib/base/errors";
import { idParams } from "./params";

/** What a page at /…/[id] shows; the 404 page where the address is no id, or nothing of the caller's has it. */
export async function orNotFound<T>(
  params: Promise<{ id: string }>,
  get: (params: { id: number }) => Promise<T>,
): Promise<T> {
  const parsed = idParams.safeParse(await params);
  if (!parsed.success) notFound();
  try {
    return await get(parsed.data);
  } catch (error) {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  }
}
