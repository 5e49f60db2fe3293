"use client";

import useSWR from "swr";
import { ApiError, api } from "@/lib/http/api-client";
import type { MachineView } from "@/lib/machines/schema";

/** The name of a machine that is known by its id. */
export function MachineName({ id }: { id: number }) {
  const { data, error } = useSWR<MachineView, Error>(`/api/v1/machines/${id}`, api.get);
  if (error instanceof ApiError && error.code === "not_found") return <>a deleted machine</>;
  return <>{data?.name ?? `machine ${id}`}</>;
}
