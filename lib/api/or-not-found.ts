import "server-only";
import { notFound } from "next/navigation";
import { isAppError } from "@/lib/base/errors";
import { idParams } from "./params";

/** Loads what a page at /…/[id] shows. Shows the 404 page if the id is malformed or nothing of the caller's team has it. */
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
